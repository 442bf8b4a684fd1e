# SPDX-FileCopyrightText: Stagewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the window takes: programs that start a sender and the window as processes of their own.

add_executable(bench_sender bench_sender.cpp logsender.cpp logsender.h)
target_link_libraries(bench_sender PRIVATE stagewatch_benchlog stagewatch_warnings)
add_executable(bench_window bench_window.cpp gapprobe.cpp gapprobe.h plainlook.h recordingwatch.cpp recordingwatch.h
    windowwatch.cpp windowwatch.h)
target_link_libraries(bench_window PRIVATE stagewatch_app stagewatch_benchlog stagewatch_benchreport stagewatch_warnings)
add_executable(bench_socketcount bench_socketcount.cpp)
target_link_libraries(bench_socketcount PRIVATE stagewatch_benchreport Qt6::WebSockets stagewatch_warnings)
add_executable(bench_startwindow bench_startwindow.cpp)
target_link_libraries(bench_startwindow PRIVATE stagewatch_app stagewatch_benchreport stagewatch_warnings)

add_library(stagewatch_benchtools STATIC browserpeer.cpp browserpeer.h journalcheck.cpp journalcheck.h
    largejournal.cpp largejournal.h pagevisit.cpp pagevisit.h toolprocess.cpp toolprocess.h
    virtualdisplay.cpp virtualdisplay.h)
target_link_libraries(stagewatch_benchtools PUBLIC stagewatch_benchlog stagewatch_benchreport Qt6::Network
    PRIVATE stagewatch_warnings)
target_compile_definitions(stagewatch_benchtools PRIVATE STAGEWATCH_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")

stagewatch_add_benchmark(bench_ingest SOURCES bench_ingest.cpp USES stagewatch_benchtools
    SMALL --events 20000 --repeat 1 --memory-events 0 --browser-events 0 --without-xvfb)
add_dependencies(bench_ingest bench_sender bench_window bench_socketcount)
stagewatch_add_benchmark(bench_many SOURCES bench_many.cpp USES stagewatch_benchtools
    SMALL --projects 5 --rate 20 --seconds 0.5 --settle 0.2 --repeat 1 --without-xvfb --without-browser)
add_dependencies(bench_many bench_sender bench_window)
stagewatch_add_benchmark(bench_idle SOURCES bench_idle.cpp USES stagewatch_benchtools
    SMALL --projects 2 --seconds 0.5 --settle 0.2 --repeat 1 --without-xvfb --without-browser)
add_dependencies(bench_idle bench_sender bench_window)
stagewatch_add_benchmark(bench_start SOURCES bench_start.cpp USES stagewatch_benchtools stagewatch_journal
    SMALL --runs 5 --repeat 1 --without-xvfb --without-browser)
add_dependencies(bench_start bench_startwindow)
stagewatch_add_benchmark(bench_open SOURCES bench_open.cpp USES stagewatch_benchtools
    SMALL --events 20000 --repeat 1 --cache "${CMAKE_CURRENT_BINARY_DIR}")
add_dependencies(bench_open bench_window)
# From a pipeline to the window.
stagewatch_add_benchmark(bench_latency SOURCES bench_latency.cpp latencywindow.cpp latencywindow.h
    steadypublisher.cpp steadypublisher.h
    USES stagewatch_app stagewatch_benchhost stagewatch_benchpeers SMALL --events 300 --repeat 1)

# What a reader does with a long log beside reading it.
stagewatch_add_benchmark(bench_logtools SOURCES bench_logtools.cpp
    USES stagewatch_benchlog stagewatch_benchreport stagewatch_model SMALL --lines 20000 --repeat 1)
