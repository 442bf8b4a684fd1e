# SPDX-License-Identifier: GPL-3.0-or-later
# The two interface targets that every room links, and the functions that declare a room and a test.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(stagewatch_options INTERFACE)
target_include_directories(stagewatch_options INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}/src" "${CMAKE_CURRENT_BINARY_DIR}/src")
target_compile_definitions(stagewatch_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 STAGEWATCH_VERSION="${PROJECT_VERSION}")
if(STAGEWATCH_SANITIZE)
    target_compile_options(stagewatch_options INTERFACE -fsanitize=${STAGEWATCH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(stagewatch_options INTERFACE -fsanitize=${STAGEWATCH_SANITIZE})
endif()
# Each of the many test programs would carry a copy of all debug information: most of it stays beside the object files,
# the rest is compressed.
include(CheckCXXCompilerFlag)
check_cxx_compiler_flag(-gsplit-dwarf STAGEWATCH_HAS_SPLIT_DWARF)
if(STAGEWATCH_HAS_SPLIT_DWARF)
    target_compile_options(stagewatch_options INTERFACE $<$<CONFIG:Debug,RelWithDebInfo>:-gsplit-dwarf>)
endif()
find_program(LLD_PROGRAM ld.lld)
if(LLD_PROGRAM)
    target_link_options(stagewatch_options INTERFACE
        -fuse-ld=lld $<$<CONFIG:Debug,RelWithDebInfo>:LINKER:--compress-debug-sections=zlib>)
endif()

add_library(stagewatch_warnings INTERFACE)
target_compile_options(stagewatch_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wcast-align -Wdouble-promotion -Wformat=2
    $<$<BOOL:${STAGEWATCH_WERROR}>:-Werror>)

# stagewatch_add_room(NAME SOURCES... [USES targets...]): one folder of src, one static library.
function(stagewatch_add_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;USES" ${ARGN})
    add_library(stagewatch_${name} STATIC ${ROOM_SOURCES})
    target_link_libraries(stagewatch_${name}
        PUBLIC stagewatch_options ${ROOM_USES}
        PRIVATE stagewatch_warnings)
endfunction()

# stagewatch_add_test(NAME SOURCES... [USES targets...] [ENVIRONMENT vars...] [TIMEOUT seconds] [LABELS ...]): one Qt Test program.
function(stagewatch_add_test name)
    cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;USES;ENVIRONMENT;LABELS" ${ARGN})
    if(NOT TEST_SOURCES)
        set(TEST_SOURCES ${name}.cpp)
    endif()
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    add_executable(${name} ${TEST_SOURCES})
    target_link_libraries(${name} PRIVATE ${TEST_USES} Qt6::Test stagewatch_options stagewatch_warnings)
    target_compile_definitions(${name} PRIVATE STAGEWATCH_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${TEST_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${TEST_ENVIRONMENT}"
        LABELS "${TEST_LABELS}")
endfunction()
