// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogclicks.h"
#include "ui/connectdialog.h"
#include "ui/label.h"
#include "ui/recentlist.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace stagewatch;
using namespace stagewatch::ui;
using namespace Qt::StringLiterals;
using test::child;

namespace {

const QList<RecentConnection> recents{ { u"https://ml-west.example.org"_s, u"churn-model"_s, {}, {}, 3 },
                                       { u"localhost:8000"_s, u"train.py"_s, {}, {}, 0 } };

void type(ConnectDialog &dialog, const QString &field, const QString &text)
{
    auto *line = child<QLineEdit>(dialog, field);
    line->clear();
    line->setText(text);
}

} // namespace

class TestConnectDialog : public QObject
{
    Q_OBJECT
private:
    Theme m_theme;
    QList<ConnectionRequest> m_requests;
    QList<RecentConnection> m_removed;

    void listen(ConnectDialog &dialog)
    {
        m_requests.clear();
        m_removed.clear();
        connect(&dialog, &ConnectDialog::connectRequested, this,
                [this](const ConnectionRequest &request) { m_requests << request; });
        connect(&dialog, &ConnectDialog::recentRemoved, this,
                [this](const RecentConnection &removed) { m_removed << removed; });
        dialog.show();
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *name : { "STAGEWATCH_PRODUCTION", "STAGEWATCH_FORCE_WSS", "VITE_FORCE_WSS" }) {
            qunsetenv(name);
        }
    }

    void shortBoxesAreEquallyWide()
    {
        ConnectDialog dialog(m_theme, {});
        dialog.show();
        QCOMPARE(child<QComboBox>(dialog, u"tokenKind"_s)->width(), child<QSpinBox>(dialog, u"attempts"_s)->width());
    }

    void showsWhatItWouldConnectTo_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("project");
        QTest::addColumn<bool>("valid");
        QTest::addColumn<QString>("shown");
        QTest::newRow("host and port") << u"localhost:8000"_s << u"churn"_s << true
                                       << u"ws://localhost:8000/api/v1/ws/projects/churn/stream"_s;
        QTest::newRow("https becomes wss")
            << u"https://ml.example"_s << u"churn"_s << true << u"wss://ml.example/api/v1/ws/projects/churn/stream"_s;
        QTest::newRow("whole path") << u"ws://ml.example/api/v1/ws/projects/p1/stream"_s << QString() << true
                                    << u"/projects/p1/stream"_s;
        QTest::newRow("no project") << u"localhost:8000"_s << QString() << false << QString();
        QTest::newRow("other scheme") << u"gopher://ml.example"_s << u"churn"_s << false << QString();
        QTest::newRow("nothing") << QString() << QString() << false << QString();
    }

    void showsWhatItWouldConnectTo()
    {
        QFETCH(QString, address);
        QFETCH(QString, project);
        QFETCH(bool, valid);
        QFETCH(QString, shown);
        ConnectDialog dialog(m_theme, {});
        type(dialog, u"address"_s, address);
        type(dialog, u"project"_s, project);
        const QString sentence = child<Label>(dialog, u"endpoint"_s)->text();
        QCOMPARE(dialog.isValid(), valid);
        QCOMPARE(child<QPushButton>(dialog, u"connect"_s)->isEnabled(), valid);
        QVERIFY2(!sentence.isEmpty() && sentence.contains(shown), qPrintable(sentence));
    }

    void aForcedWssIsShown()
    {
        qputenv("STAGEWATCH_FORCE_WSS", "true");
        ConnectDialog dialog(m_theme, {});
        type(dialog, u"address"_s, u"localhost:8000"_s);
        type(dialog, u"project"_s, u"churn"_s);
        qunsetenv("STAGEWATCH_FORCE_WSS");
        QVERIFY(child<Label>(dialog, u"endpoint"_s)->text().contains("wss://localhost"_L1));
    }

    void theSettingForEncryptionIsShownAndHandedOver()
    {
        ConnectDialog dialog(m_theme, {});
        ConnectionRequest request;
        request.address = u"localhost:8000"_s;
        request.projectId = u"churn"_s;
        dialog.setRequest(request);
        QVERIFY(child<Label>(dialog, u"endpoint"_s)->text().contains("ws://localhost"_L1));
        request.alwaysEncrypt = true;
        dialog.setRequest(request);
        QVERIFY(child<Label>(dialog, u"endpoint"_s)->text().contains("wss://localhost"_L1));
        QVERIFY(dialog.request().alwaysEncrypt);
    }

    void connectHandsOverTheForm()
    {
        ConnectDialog dialog(m_theme, {});
        listen(dialog);
        type(dialog, u"address"_s, u" localhost:8000 "_s);
        type(dialog, u"project"_s, u"churn"_s);
        child<QComboBox>(dialog, u"tokenKind"_s)->setCurrentIndex(1);
        type(dialog, u"token"_s, u"s3cret"_s);
        child<QSpinBox>(dialog, u"attempts"_s)->setValue(0);
        test::click(dialog, u"connect"_s);
        const ConnectionRequest wanted{ u"localhost:8000"_s, u"churn"_s, {}, "s3cret"_ba, {}, 0 };
        QCOMPARE(m_requests.size(), 1);
        QVERIFY(m_requests.first() == wanted);
        QVERIFY(!dialog.isVisible());
    }

    void cancelAndEscapeConnectNothing()
    {
        for (const bool escape : { false, true }) {
            ConnectDialog dialog(m_theme, {});
            listen(dialog);
            dialog.setRequest({ u"localhost:8000"_s, u"churn"_s, {}, {}, {}, 10 });
            if (escape) {
                QTest::keyClick(&dialog, Qt::Key_Escape);
            } else {
                test::click(dialog, u"cancel"_s);
            }
            QVERIFY(m_requests.isEmpty());
            QVERIFY(!dialog.isVisible());
        }
    }

    void theTokenIsNeverShown()
    {
        ConnectDialog dialog(m_theme, {});
        QCOMPARE(child<QLineEdit>(dialog, u"token"_s)->echoMode(), QLineEdit::Password);
    }

    void refusesATokenThatCannotStandInAHeader_data()
    {
        QTest::addColumn<QString>("token");
        QTest::newRow("second header") << u"a\r\nX-Evil: 1"_s;
        QTest::newRow("space inside") << u"a b"_s;
        QTest::newRow("not ASCII") << u"gehéim"_s;
        QTest::newRow("nothing") << QString();
    }

    void refusesATokenThatCannotStandInAHeader()
    {
        QFETCH(QString, token);
        ConnectDialog dialog(m_theme, {});
        dialog.setRequest({ u"localhost:8000"_s, u"churn"_s, {}, {}, {}, 10 });
        QVERIFY(dialog.isValid());
        child<QComboBox>(dialog, u"tokenKind"_s)->setCurrentIndex(1);
        type(dialog, u"token"_s, token);
        QVERIFY(!dialog.isValid());
        QVERIFY(!child<Label>(dialog, u"problem"_s)->text().isEmpty());
    }

    void namesAFileThatCannotBeRead()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"token"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        ConnectDialog dialog(m_theme, {});
        dialog.setRequest({ u"localhost:8000"_s, u"churn"_s, file.fileName(), {}, {}, 10 });
        QVERIFY(dialog.isValid());
        QCOMPARE(dialog.request().tokenFile, file.fileName());
        type(dialog, u"tokenFile"_s, folder.filePath(u"missing"_s));
        QVERIFY(child<Label>(dialog, u"problem"_s)->text().contains("missing"_L1));
        QVERIFY(!dialog.isValid());
        type(dialog, u"tokenFile"_s, file.fileName());
        type(dialog, u"caFile"_s, folder.path());
        QVERIFY(!dialog.isValid());
        type(dialog, u"caFile"_s, file.fileName());
        QVERIFY(dialog.isValid());
        QCOMPARE(dialog.request().caFile, file.fileName());
    }

    void chooseOpensAFileDialogWithoutStoppingTheProgram()
    {
        ConnectDialog dialog(m_theme, {});
        dialog.show();
        for (auto *button : dialog.findChildren<QPushButton *>(u"choose"_s)) {
            button->click(); // returns at once
        }
        const auto opened = dialog.findChildren<QFileDialog *>();
        QCOMPARE(opened.size(), 2);
        for (QFileDialog *chooser : opened) {
            chooser->reject();
        }
    }

    void aRecentConnectionFillsTheFormAndADoubleClickConnects()
    {
        ConnectDialog dialog(m_theme, recents);
        listen(dialog);
        auto *list = child<RecentList>(dialog, u"recent"_s);
        list->setCurrentRow(0);
        QCOMPARE(dialog.request().projectId, u"churn-model"_s);
        QCOMPARE(dialog.request().maxAttempts, 3);
        const QPoint second = list->visualItemRect(list->item(1)).center();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, second);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, second);
        QCOMPARE(m_requests.size(), 1);
        QCOMPARE(m_requests.first().projectId, u"train.py"_s);
    }

    void enterInTheListConnects()
    {
        ConnectDialog dialog(m_theme, recents);
        listen(dialog);
        auto *list = child<RecentList>(dialog, u"recent"_s);
        list->setCurrentRow(1);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(m_requests.size(), 1);
    }

    void recentConnectionsCanBeRemoved()
    {
        ConnectDialog dialog(m_theme, recents);
        listen(dialog);
        auto *list = child<RecentList>(dialog, u"recent"_s);
        list->setCurrentRow(0);
        test::click(dialog, u"remove"_s);
        QCOMPARE(m_removed.size(), 1);
        QVERIFY(m_removed.first() == recents[0]);
        QVERIFY(dialog.recent() == recents.sliced(1));
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Delete);
        QVERIFY(dialog.recent().isEmpty());
        QVERIFY(!list->isVisible());
    }

    void hostileTextInAnAddressStaysText()
    {
        ConnectDialog dialog(m_theme, { { u"<img src=file:///fifo>"_s, u"a\u202eb"_s, {}, {}, 1 } });
        type(dialog, u"address"_s, u"<b>x</b>"_s);
        type(dialog, u"project"_s, u"\u202e"_s);
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY(!label->text().contains(QChar(0x202e)));
        }
    }
};

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
