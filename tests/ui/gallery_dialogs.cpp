// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the panels of decisions, approvals and results and the dialogs, light and dark, into a folder: for people who
// polish them.
#include "streamfixture.h"
#include "ui/aboutdialog.h"
#include "ui/approvaldialog.h"
#include "ui/approvalspanel.h"
#include "ui/canceldialog.h"
#include "ui/confidencecard.h"
#include "ui/connectdialog.h"
#include "ui/decisionspanel.h"
#include "ui/resultspanel.h"
#include "ui/settingsdialog.h"
#include "ui/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace stagewatch;

namespace {

const QByteArray proposal =
    R"({"architecture":"xgboost_clf","max_depth":6,"n_estimators":600,"learning_rate":0.1,"early_stopping":true})";

QByteArray decision(test::StreamFixture &fixture, const char *stage, const char *type, const char *what,
                    double confidence, const char *reasoning)
{
    return fixture.event(u"decision"_s,
                         "{\"stage\":\"" + QByteArray(stage) + "\",\"decision_type\":\"" + type + "\",\"decision\":\""
                             + what + "\",\"confidence\":" + QByteArray::number(confidence) + ",\"reasoning\":\""
                             + reasoning
                             + "\",\"metadata\":{\"num_rows\":15000,\"num_features\":25,\"candidates\":[\"lightgbm_"
                               "clf\",\"xgboost_clf\"],"
                               "\"scores\":{\"lightgbm_clf\":0.902,\"xgboost_clf\":0.911}}}");
}

void fillDecisions(test::StreamFixture &fixture)
{
    fixture.receive(
        { fixture.stage(u"analyzing"_s, 0.05),
          decision(fixture, "analyzing", "problem_type", "binary_classification", 0.97,
                   "The target has two values, yes and no."),
          fixture.stage(u"processing"_s, 0.2),
          decision(fixture, "processing", "missing_values", "median_impute", 0.9,
                   "Three columns miss less than 2 % of their values."),
          fixture.stage(u"model_selection"_s, 0.4),
          decision(fixture, "model_selection", "model_architecture", "xgboost_clf", 0.92,
                   "XGBoost selected due to tabular data with 15k rows"),
          fixture.stage(u"training"_s, 0.5),
          decision(
              fixture, "training", "decision_threshold", "0.37", 0.71,
              "The cost of a missed churner is about six times that of a false alarm, so recall counts for more.") });
}

void fillEarlierRun(test::StreamFixture &fixture)
{
    fixture.receive(
        { fixture.stage(u"model_selection"_s, 0.4),
          fixture.event(
              u"approval_required"_s,
              R"({"approval_id":"a0","approval_type":"model_selection","message":"Model selection requires approval",)"
              R"("approval_data":{"architecture":"lightgbm_clf","max_depth":6,"n_estimators":300,"learning_rate":0.1,"early_stopping":true}})"),
          fixture.event(u"approval_resolved"_s,
                        R"({"approval_id":"a0","decision":"approved","responder":"ann","source":"user"})"),
          fixture.event(u"pipeline_completed"_s, R"({"status":"completed","result":{"model_id":"m1"}})") });
}

QByteArray ask(test::StreamFixture &fixture, const QByteArray &id, const QByteArray &data)
{
    const QString expires = protocol::formatTimestamp(protocol::currentTimestamp() + std::chrono::seconds(872));
    return fixture.event(u"approval_required"_s,
                         "{\"approval_id\":\"" + id
                             + R"(","approval_type":"model_selection","stage":"model_selection",)"
                             + R"("message":"Model selection requires approval","on_timeout":"reject","expires_at":")"
                             + expires.toUtf8() + "\",\"approval_data\":" + data + "}");
}

void fillMetrics(test::StreamFixture &fixture, bool broken)
{
    for (int epoch = 1; epoch <= 40; ++epoch) {
        const QByteArray loss =
            broken && epoch >= 27 ? QByteArray("NaN") : QByteArray::number(0.25 + 0.6 * std::exp(-epoch / 9.0), 'f', 4);
        fixture.receive({ fixture.event(
            u"progress_update"_s,
            "{\"stage\":\"training\",\"progress\":" + QByteArray::number(0.5 + epoch * 0.007)
                + ",\"message\":\"epoch\",\"metrics\":{\"epoch\":" + QByteArray::number(epoch) + ",\"loss\":" + loss
                + ",\"auc\":"
                + QByteArray::number(0.93 - 0.3 * std::exp(-epoch / 12.0) + 0.004 * std::sin(epoch), 'f', 4)
                + ",\"rows_per_second\":" + QByteArray::number(1900 + 40 * std::sin(epoch * 0.7), 'f', 0) + "}}") });
    }
}

class Gallery
{
public:
    Gallery(ui::Theme &theme, const QDir &folder)
        : m_theme(theme)
        , m_folder(folder)
    {
    }
    /// A panel stands in a card on the window's ground, as on the page of a run.
    void panel(QWidget &shown, const QString &name, QSize size, bool ownCard = false)
    {
        shown.resize(size);
        shown.show();
        QTest::qWait(400);
        QImage image(shown.size() + QSize(24, 24), QImage::Format_RGB32);
        image.fill(m_theme.color(ui::Theme::Role::Window));
        QPainter painter(&image);
        if (!ownCard) {
            painter.fillRect(QRect({ 12, 12 }, shown.size()), m_theme.color(ui::Theme::Role::Card));
            painter.setPen(m_theme.color(ui::Theme::Role::Line));
            painter.drawRect(11, 11, shown.width() + 1, shown.height() + 1);
        }
        shown.render(&painter, { 12, 12 }, {}, QWidget::DrawChildren);
        save(image, name);
    }
    void dialog(QWidget &shown, const QString &name)
    {
        shown.show();
        QTest::qWait(250);
        save(shown.grab().toImage(), name);
    }

private:
    void save(const QImage &image, const QString &name) const
    {
        image.save(m_folder.filePath(name + (m_theme.isDark() ? u"-dark.png"_s : u"-light.png"_s)));
    }
    ui::Theme &m_theme;
    QDir m_folder;
};

void drawPanels(ui::Theme &theme, Gallery &gallery)
{
    test::StreamFixture fixture;
    test::StreamFixture empty;
    {
        ui::DecisionsPanel panel(theme);
        gallery.panel(panel, u"decisions-empty"_s, { 660, 420 });
    }
    fillDecisions(fixture);
    fixture.receive(
        { ask(fixture, "a1", proposal),
          fixture.event(u"approval_required"_s,
                        R"({"approval_id":"a2","approval_type":"threshold","title":"Threshold change",)"
                        R"("message":"The decision threshold moves from 0.50 to 0.37.","approval_data":{"t":0.37}})"),
          fixture.event(
              u"approval_resolved"_s,
              R"({"approval_id":"a2","decision":"rejected","responder":"kim","comment":"Too many alarms.","source":"user"})") });
    ui::DecisionsPanel decisions(theme);
    decisions.setRun(fixture.stream(), fixture.run());
    decisions.selectDecision(2);
    gallery.panel(decisions, u"decisions"_s, { 660, 530 });
    ui::ConfidenceCard card(theme);
    card.setRun(fixture.stream(), fixture.run());
    card.selectDecision(2);
    gallery.panel(card, u"confidence"_s, { 316, 258 }, true);
    ui::ConfidenceCard noCard(theme);
    gallery.panel(noCard, u"confidence-empty"_s, { 316, 258 }, true);
    ui::ApprovalsPanel approvals(theme);
    approvals.setRun(fixture.stream(), fixture.run());
    gallery.panel(approvals, u"approvals"_s, { 660, 420 });
}

void drawResults(ui::Theme &theme, Gallery &gallery)
{
    const auto draw = [&](const QString &name, bool broken, const QByteArray &end, const QString &endType,
                          bool metrics = true) {
        test::StreamFixture fixture;
        fixture.receive({ fixture.stage(u"training"_s, 0.5) });
        if (metrics) {
            fillMetrics(fixture, broken);
        }
        if (!end.isEmpty()) {
            fixture.receive({ fixture.event(endType, end) });
        }
        ui::ResultsPanel panel(theme);
        panel.setRun(fixture.stream(), fixture.run());
        gallery.panel(panel, name, { 660, 568 });
    };
    draw(u"results-running"_s, false, {}, {});
    draw(u"results-nan"_s, true, {}, {});
    draw(u"results-none"_s, false, {}, {}, false);
    draw(
        u"results-completed"_s, false,
        R"({"status":"completed","message":"Pipeline execution completed successfully","result":{"model_id":"model_xyz789",)"
        R"("metrics":{"auc":0.9312,"accuracy":0.884,"f1":0.8127,"log_loss":1.2841,"n_rows":15000,"drift":NaN}}})",
        u"pipeline_completed"_s);
    draw(
        u"results-failed"_s, false,
        R"({"status":"failed","error":"Training job failed: insufficient memory\nTraceback (most recent call last):\n  File \"train.py\", line 88, in fit\n    raise MemoryError","stage":"training","stage_display":"Model Training","message":"Pipeline failed during Model Training"
})",
        u"pipeline_failed"_s);
    draw(u"results-cancelled"_s, false, R"({"reason":"wrong data set","requester":"kim"})", u"pipeline_cancelled"_s,
         false);
}

void drawApproval(ui::Theme &theme, Gallery &gallery)
{
    test::StreamFixture fixture;
    fillEarlierRun(fixture);
    fillDecisions(fixture);
    fixture.receive(
        { ask(fixture, "a1", proposal),
          ask(fixture, "a2",
              R"({"architecture":"xgboost_clf","hyperparameters":{"max_depth":6,"grid":{"eta":[0.1,0.2]},"seed":null},)"
              R"("features":["tenure_months","monthly_charges","contract","payment_method","paperless"],)"
              R"("note":"Trained on the last twelve months, because the price list of last spring changed what the columns mean."})") });
    const int run = fixture.stream()->runCount() - 1;
    ui::ApprovalDialog edited(theme, fixture.stream(), run, u"a1"_s, u"ann"_s);
    edited.findChild<QWidget *>(u"/n_estimators"_s)->findChild<QLineEdit *>()->setText(u"400"_s);
    edited.findChild<QPlainTextEdit *>(u"comment"_s)
        ->setPlainText(u"Fewer trees: same AUC on run 39 at half the time."_s);
    gallery.dialog(edited, u"approval"_s);
    edited.findChild<QWidget *>(u"/max_depth"_s)->findChild<QLineEdit *>()->setText(u"3.5"_s);
    gallery.dialog(edited, u"approval-wrong"_s);
    ui::ApprovalDialog nested(theme, fixture.stream(), run, u"a2"_s, u"ann"_s);
    gallery.dialog(nested, u"approval-nested"_s);
    fixture.receive({ fixture.event(
        u"approval_resolved"_s, R"({"approval_id":"a1","decision":"approved","responder":"kim","source":"user"})") });
    gallery.dialog(edited, u"approval-elsewhere"_s);
}

void drawDialogs(ui::Theme &theme, Gallery &gallery)
{
    ui::ConnectDialog plain(theme, {});
    gallery.dialog(plain, u"connect-empty"_s);
    ui::ConnectDialog connect(theme,
                              { { u"https://ml-west.example.org"_s, u"churn-model"_s, {}, {}, 10 },
                                { u"ml-west.example.org"_s, u"fraud-nightly"_s, {}, {}, 10 },
                                { u"localhost:8000"_s, u"train.py"_s, {}, {}, 10 } });
    connect.setRequest({ u"https://ml-west.example.org"_s, u"churn-model"_s, {}, "secret", {}, 10 });
    gallery.dialog(connect, u"connect"_s);
    connect.setRequest({ u"gopher://ml-west"_s, u"churn-model"_s, {}, {}, u"/no/such.pem"_s, 10 });
    gallery.dialog(connect, u"connect-wrong"_s);
    ui::CancelDialog cancel(theme, u"churn-model"_s, u"run 42"_s, u"Model Training"_s);
    gallery.dialog(cancel, u"cancel"_s);
    cancel.findChild<QCheckBox *>(u"force"_s)->setChecked(true);
    gallery.dialog(cancel, u"cancel-force"_s);
    ui::SettingsDialog settings(theme, {});
    gallery.dialog(settings, u"settings"_s);
    ui::AboutDialog about(theme);
    gallery.dialog(about, u"about"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"."_s);
    ui::Theme theme;
    theme.apply(app);
    for (const auto choice : { ui::ThemeChoice::Light, ui::ThemeChoice::Dark }) {
        theme.setChoice(choice);
        Gallery gallery(theme, folder);
        drawPanels(theme, gallery);
        drawResults(theme, gallery);
        drawApproval(theme, gallery);
        drawDialogs(theme, gallery);
    }
    return 0;
}
