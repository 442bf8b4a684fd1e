// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

class QSocketNotifier;

namespace stagewatch::app {

/// The way from a signal handler, which may do next to nothing, into the event loop of the thread that created it. One
/// object at a time.
class SignalPipe
{
public:
    /// Called in the event loop; `fromKernel`: no process sent the signal, a key of the terminal did it, say.
    using Take = std::function<void(int signal, bool fromKernel)>;
    explicit SignalPipe(Take take);
    ~SignalPipe();
    SignalPipe(const SignalPipe &) = delete;
    SignalPipe &operator=(const SignalPipe &) = delete;

    /// False where there is none to be had; then signals are better left as they are.
    [[nodiscard]] bool isOpen() const { return m_notifier != nullptr; }
    /// For the handler.
    static void note(int signal, bool fromKernel);

private:
    int m_ends[2] = { -1, -1 };
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace stagewatch::app
