# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the window takes: programs that start a sender and the window as processes of their own.

add_library(stagewatch_benchlog STATIC logphrases.cpp logphrases.h logstream.cpp logstream.h)
target_link_libraries(stagewatch_benchlog PUBLIC stagewatch_options Qt6::Core PRIVATE stagewatch_warnings)

add_executable(bench_sender bench_sender.cpp logsender.cpp logsender.h)
target_link_libraries(bench_sender PRIVATE stagewatch_benchlog stagewatch_warnings)
add_executable(bench_window bench_window.cpp gapprobe.cpp gapprobe.h windowwatch.cpp windowwatch.h)
target_link_libraries(bench_window PRIVATE stagewatch_app stagewatch_benchlog stagewatch_benchreport stagewatch_warnings)
add_executable(bench_socketcount bench_socketcount.cpp)
target_link_libraries(bench_socketcount PRIVATE stagewatch_benchreport Qt6::WebSockets stagewatch_warnings)

add_library(stagewatch_benchtools STATIC browserpeer.cpp browserpeer.h journalcheck.cpp journalcheck.h
    toolprocess.cpp toolprocess.h)
target_link_libraries(stagewatch_benchtools PUBLIC stagewatch_benchlog stagewatch_benchreport Qt6::Network
    PRIVATE stagewatch_warnings)
target_compile_definitions(stagewatch_benchtools PRIVATE STAGEWATCH_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")

stagewatch_add_benchmark(bench_ingest SOURCES bench_ingest.cpp USES stagewatch_benchtools
    SMALL --events 20000 --repeat 1 --memory-events 0 --browser-events 0 --without-xvfb)
add_dependencies(bench_ingest bench_sender bench_window bench_socketcount)
