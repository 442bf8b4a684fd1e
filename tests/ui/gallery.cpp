// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the window in its states, light and dark, in two sizes, into a folder: for people who polish it. No test.
#include "model/runlistmodel.h"
#include "projectfixture.h"
#include "ui/mainwindow.h"
#include "ui/runpage.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using protocol::Timestamp;
using test::ProjectFixture;

namespace {

const Timestamp start{ std::chrono::milliseconds(1'780'000'000'000) };
const Timestamp now = start + std::chrono::seconds(761);

std::vector<model::PlannedStage> plan()
{
    return { { { u"analyzing"_s, u"Problem analysis"_s }, 0.0, 50.0 },
             { { u"processing"_s, u"Data processing"_s }, 0.1, 180.0 },
             { { u"model_selection"_s, u"Model selection"_s }, 0.35, 70.0 },
             { { u"training"_s, u"Model training"_s }, 0.5, 900.0 },
             { { u"evaluation"_s, u"Evaluation"_s }, 0.8, 130.0 },
             { { u"deployment"_s, u"Deployment"_s }, 0.95, 40.0 } };
}

void churn(ProjectFixture &p, bool asks)
{
    p.stage(u"analyzing"_s, 0, u"Problem analysis"_s).decision("problem_type", "binary_classification", 0.97);
    p.at(48).stage(u"processing"_s, 0.1, u"Data processing"_s).decision("missing_values", "median", 0.90);
    p.at(233).stage(u"model_selection"_s, 0.35, u"Model selection"_s).decision("model", "xgboost_clf", 0.92);
    p.at(305).stage(u"training"_s, 0.5, u"Model training"_s);
    for (int i = 0; i < 60; ++i)
        p.at(310 + i * 7).log("info", u"epoch %1/10 step %2/240 loss 0.2866"_s.arg(i / 8 + 1).arg(i % 8 * 30));
    p.at(751).log("warning", u"Column “tenure_months”: 214 values above the training range were clipped"_s);
    p.at(752).log("error", u"Checkpoint upload failed (timeout after 30 s), retry 1 of 5"_s);
    p.at(754).log("info", u"Checkpoint upload succeeded on retry 1"_s);
    p.at(757).decision("threshold", "0.37", 0.71);
    p.at(760.6).progress(0.65, u"epoch 5 of 10"_s, 330);
    if (asks) {
        const auto expires = protocol::formatTimestamp(now + std::chrono::seconds(872)).toUtf8();
        p.send("approval_required",
               R"({"approval_id": "a1", "approval_type": "threshold", "stage": "training",
                   "message": "Threshold change requires approval", "expires_at": ")"
                   + expires + R"(", "approval_data": {"decision_threshold": {"from": 0.50, "to": 0.37}}})");
    }
    p.connected(now);
}

struct World
{
    ProjectFixture churnModel{ 1, u"churn-model"_s, u"ml-west.example.org"_s, start, plan() };
    ProjectFixture fraud{ 2, u"fraud-nightly"_s, u"ml-west.example.org"_s, start };
    ProjectFixture ranking{ 3, u"ranking-v7"_s, u"ml-west.example.org"_s, start };
    ProjectFixture vision{ 4, u"vision-backbone"_s, u"ml-west.example.org"_s, start };
    ProjectFixture train{ 5, u"train.py"_s, u"localhost:8000"_s, start };
    ProjectFixture baseline{ 6, u"baseline"_s, u"localhost:8000"_s, start };
    model::RunListModel runs;

    explicit World(bool asks)
    {
        for (ProjectFixture *p : { &churnModel, &fraud, &ranking, &vision, &train, &baseline })
            runs.addStream(p->stream());
        churn(churnModel, asks);
        fraud.stage(u"model_selection"_s, 0.4)
            .send("approval_required",
                  R"({"approval_id": "f1", "message": "Model selection requires approval",
                "approval_data": {"architecture": "xgboost_clf", "max_depth": 6, "n_estimators": 600, "learning_rate": 0.1}})");
        fraud.connected(now);
        ranking.stage(u"training"_s, 0.3).at(700).progress(0.58, u"epoch 14 of 24"_s, 1320).connected(now);
        vision.stage(u"training"_s, 0.3)
            .at(200)
            .send(
                "pipeline_failed",
                R"x({"error": "CUDA out of memory: tried to allocate 2.50 GiB (GPU 0; 15.78 GiB total capacity; 13.92 GiB already allocated)", "stage": "training"
    })x");
        vision.connected(now);
        train.stage(u"step"_s, 0.1, u"Running"_s).progress(0.3, u"step 3/10"_s).connected(now);
        baseline.stage(u"training"_s, 0.2).at(500).send("pipeline_completed", R"({"result": {"model_id": "m1"}})");
        baseline.connected(now);
    }
};

void german(ProjectFixture &p)
{
    p.stage(u"datenvorverarbeitung"_s, 0, u"Datenvorverarbeitungsqualitätssicherung der Kundenstammdaten"_s);
    p.at(60).stage(u"training"_s, 0.3, u"Hyperparameteroptimierungsdurchführung"_s);
    p.progress(0.42, u"Überprüfung der Kreuzvalidierungsergebnisse für Hyperparameterkombination 12 von 240"_s, 4000);
    p.send(
        "approval_required",
        R"({"approval_id": "g1", "message": "Genehmigung der Schwellenwertänderung durch die Modellrisikomanagementabteilung erforderlich",
               "approval_data": {"entscheidungsschwellenwert": 0.37, "mindestkonfidenzniveau": 0.95, "wiederholungen": 7, "x": 1}})");
    p.connected(now);
}

class Gallery
{
public:
    Gallery(ui::Theme &theme, QDir folder)
        : m_theme(theme)
        , m_folder(std::move(folder))
    {
    }
    void draw(const QString &name, ui::MainWindow &window)
    {
        for (const QSize size : { QSize(1280, 800), QSize(1920, 1080), QSize(900, 600) }) {
            for (const bool dark : { false, true }) {
                if (dark && size.width() == 900)
                    continue;
                m_theme.setChoice(dark ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light);
                window.resize(size);
                window.show();
                QTest::qWait(700); // the guard of the banner's buttons
                const QString file = u"%1-%2-%3.png"_s.arg(name, dark ? u"dark"_s : u"light"_s).arg(size.width());
                window.grab().save(m_folder.filePath(file));
            }
        }
        window.close();
    }

private:
    ui::Theme &m_theme;
    QDir m_folder;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (argc < 2)
        qFatal("usage: gallery FOLDER [SCENE...]");
    QDir().mkpath(QString::fromLocal8Bit(argv[1]));
    const QStringList wanted = app.arguments().mid(2);
    ui::Theme theme;
    theme.apply(app);
    Gallery gallery(theme, QDir(QString::fromLocal8Bit(argv[1])));
    const ui::WindowContext context{ [] { return now; }, u"ann"_s, nullptr };
    const auto asked = [&](const QString &name) { return wanted.isEmpty() || wanted.contains(name); };
    const auto scene = [&](const QString &name, model::RunListModel &runs, auto prepare) {
        if (!asked(name))
            return;
        ui::MainWindow window(theme, runs, context);
        window.show();
        prepare(window);
        gallery.draw(name, window);
    };

    model::RunListModel none;
    scene(u"welcome"_s, none, [](ui::MainWindow &) {});
    World waiting(true);
    scene(u"waiting"_s, waiting.runs, [](ui::MainWindow &w) { w.showRun(1); });
    const QStringList tabs{ u"log"_s, u"decisions"_s, u"approvals"_s, u"results"_s, u"problems"_s, u"events"_s };
    for (int tab = 1; tab < tabs.size(); ++tab) {
        scene(u"tab-"_s + tabs[tab], waiting.runs, [tab](ui::MainWindow &w) {
            w.showRun(1);
            w.findChild<ui::RunPage *>()->showTab(ui::RunPage::Tab(tab));
        });
    }
    scene(u"overview"_s, waiting.runs, [](ui::MainWindow &) {});
    scene(u"approvals"_s, waiting.runs, [](ui::MainWindow &w) {
        for (auto *button : w.findChildren<QAbstractButton *>()) {
            if (button->text() == u"Approvals"_s)
                button->click();
        }
    });
    scene(u"failed"_s, waiting.runs, [](ui::MainWindow &w) { w.showRun(4); });
    scene(u"completed"_s, waiting.runs, [](ui::MainWindow &w) { w.showRun(6); });
    World running(false);
    scene(u"running"_s, running.runs, [](ui::MainWindow &w) { w.showRun(1); });
    running.churnModel.disconnected(now);
    scene(u"disconnected"_s, running.runs, [](ui::MainWindow &w) { w.showRun(1); });
    ProjectFixture lang(1, u"kundenabwanderungsvorhersagemodell-produktion-europa-zentral-2026"_s,
                        u"maschinelles-lernen.rechenzentrum.example.org:8443"_s, start);
    model::RunListModel longNames;
    longNames.addStream(lang.stream());
    german(lang);
    scene(u"german"_s, longNames, [](ui::MainWindow &w) { w.showRun(1); });
    return 0;
}
