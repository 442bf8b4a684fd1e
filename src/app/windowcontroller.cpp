// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowcontroller.h"

#include "app/connectionsetup.h"
#include "app/hosting.h"
#include "app/translation.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

/// The name that an answer is recorded as, where the server has no better one.
QString userName()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return name.isEmpty() ? u"stagewatch"_s : name;
}

ui::ThemeChoice themeChoice(const QString &name, ui::ThemeChoice fallback)
{
    if (name == "light"_L1)
        return ui::ThemeChoice::Light;
    if (name == "dark"_L1)
        return ui::ThemeChoice::Dark;
    return name == "system"_L1 ? ui::ThemeChoice::System : fallback;
}

} // namespace

QLocale windowLocale(const WindowLook &look, const Settings &settings)
{
    if (!look.language.isEmpty())
        return localeFor(look.language);
    switch (settings.preferences().language) {
    case ui::LanguageChoice::English:
        return localeFor(u"en"_s);
    case ui::LanguageChoice::German:
        return localeFor(u"de"_s);
    case ui::LanguageChoice::SimplifiedChinese:
        return localeFor(u"zh_CN"_s);
    case ui::LanguageChoice::System:
        break;
    }
    return QLocale::system();
}

WindowController::WindowController(QApplication &application, const WindowLook &look, const QString &settingsPath,
                                   const QString &dataDirectory)
    : m_application(application)
    , m_settings(settingsPath)
    , m_workspace(dataDirectory)
    , m_bookmarks(m_workspace.catalogPath())
{
    m_theme.setChoice(themeChoice(look.theme, m_settings.preferences().theme));
    // Before the window: its widgets take their fonts when they are made.
    m_theme.apply(application);
    m_window = std::make_unique<ui::MainWindow>(
        m_theme, m_workspace.runs(),
        ui::WindowContext{ protocol::currentTimestamp, userName(), &m_settings.store(), &m_bookmarks });
    m_window->setPreferences(m_settings.preferences());
    m_window->setRecentConnections(m_settings.recentConnections());
    if (look.size.isValid())
        m_window->resize(look.size);
    connectWindow();
    offerEarlierRuns();
}

WindowController::~WindowController() = default;

void WindowController::show()
{
    m_window->show();
    if (!m_workspace.storageError().isEmpty())
        m_window->showProblem(m_workspace.storageError());
}

void WindowController::connectWindow()
{
    using ui::MainWindow;
    connect(m_window.get(), &MainWindow::connectRequested, this, &WindowController::onConnectRequested);
    connect(m_window.get(), &MainWindow::recentRemoved, this, [this](const ui::RecentConnection &connection) {
        m_settings.forgetConnection(connection);
        m_window->setRecentConnections(m_settings.recentConnections());
    });
    connect(m_window.get(), &MainWindow::demoRequested, this, [this] {
        QString error;
        if (!startDemo(DemoCommand().scenario, 1, &error))
            m_window->showProblem(error);
    });
    connect(m_window.get(), &MainWindow::cancelRequested, this,
            [this](int id, const protocol::Cancel &cancel) { m_workspace.send(id, cancel); });
    connect(m_window.get(), &MainWindow::approvalAnswered, this,
            [this](int id, const protocol::ApprovalResponse &response) { m_workspace.send(id, response); });
    connect(m_window.get(), &MainWindow::retryRequested, &m_workspace, &Workspace::retryNow);
    connect(m_window.get(), &MainWindow::closeRequested, &m_workspace, &Workspace::close);
    connect(m_window.get(), &MainWindow::openRecordingRequested, this, &WindowController::openRecording);
    connect(m_window.get(), &MainWindow::preferencesChanged, this, &WindowController::setPreferences);
    connect(&m_workspace, &Workspace::approvalAsked, this, &WindowController::attractAttention);
    connect(&m_workspace, &Workspace::runEnded, this, &WindowController::attractAttention);
    connect(&m_bookmarks, &model::Bookmarks::problem, m_window.get(), &MainWindow::showProblem);
    connect(&m_workspace, &Workspace::problem, m_window.get(), &MainWindow::showProblem);
    connect(&m_workspace, &Workspace::earlierRunsChanged, this, &WindowController::offerEarlierRuns);
}

std::optional<int> WindowController::connectTo(const ConnectionInput &input, QString *error)
{
    std::optional<client::ConnectionSettings> settings = makeConnectionSettings(input, error);
    if (!settings)
        return {};
    settings->pingInterval = std::chrono::seconds(m_settings.preferences().pingSeconds);
    const model::Stream *stream = m_workspace.open(*settings);
    if (!stream)
        return {}; // the workspace has said why
    m_window->showRun(stream->id());
    return stream->id();
}

bool WindowController::startDemo(const QString &name, double speed, QString *error)
{
    const std::optional<server::Scenario> scenario = findScenario(name, error);
    if (!scenario)
        return false;
    // Its server ends below, and nothing could be connected to again.
    m_workspace.close(std::exchange(m_demoStream, -1));
    server::ServerOptions options;
    options.port = 0;
    options.speed = speed;
    const QString named = scenario->project.isEmpty() ? scenario->name : scenario->project;
    const QString projectId = protocol::isValidProjectId(named) ? named : u"demo"_s;
    options.hosted.push_back({ projectId, *scenario });
    m_demo = std::make_unique<ServerThread>(options);
    const QUrl url = m_demo->start(error);
    if (!url.isValid())
        return false;
    const std::optional<int> stream = connectTo({ url.toString(), projectId, {}, {}, {}, 0 }, error);
    m_demoStream = stream.value_or(-1);
    return stream.has_value();
}

void WindowController::onConnectRequested(const ui::ConnectionRequest &request)
{
    QString error;
    if (!connectTo({ request.address, request.projectId, request.tokenFile, request.token, request.caFile,
                     request.maxAttempts, m_settings.preferences().alwaysEncrypt },
                   &error)) {
        if (!error.isEmpty())
            m_window->showProblem(error);
        return;
    }
    m_settings.rememberConnection(
        { request.address, request.projectId, request.tokenFile, request.caFile, request.maxAttempts });
    m_window->setRecentConnections(m_settings.recentConnections());
}

void WindowController::attractAttention()
{
    // The window says already what waits and what has ended; this is for whoever looks at another one.
    if (m_settings.preferences().notifications && !m_window->isActiveWindow())
        QApplication::alert(m_window.get());
}

void WindowController::setPreferences(const ui::Preferences &preferences)
{
    // A theme that was chosen for this start alone stays until a person picks another one.
    if (preferences.theme != m_settings.preferences().theme)
        m_theme.setChoice(preferences.theme);
    m_settings.setPreferences(preferences);
    m_window->setPreferences(preferences);
}

void WindowController::openRecording(const QString &path)
{
    QString error;
    if (const model::Stream *stream = m_workspace.openRecording(path, &error))
        m_window->showRun(stream->id());
    else
        m_window->showProblem(error);
}

void WindowController::offerEarlierRuns()
{
    constexpr int offered = 30;
    QList<ui::EarlierRun> runs;
    for (const journal::CatalogEntry &entry : m_workspace.earlierRuns(offered))
        runs.append({ entry.projectId, entry.server, entry.number, entry.status, entry.startedAt, entry.journalPath });
    m_window->setEarlierRuns(runs);
}

} // namespace stagewatch::app
