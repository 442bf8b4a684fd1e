// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogclicks.h"
#include "ui/canceldialog.h"
#include "ui/label.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace stagewatch;
using namespace stagewatch::ui;
using namespace Qt::StringLiterals;
using test::child;
using Choice = CancelDialog::Choice;

class TestCancelDialog : public QObject
{
    Q_OBJECT
private:
    Theme m_theme;
    QList<Choice> m_choices;
    QString m_reason;

    void listen(CancelDialog &dialog)
    {
        m_choices.clear();
        m_reason.clear();
        connect(&dialog, &CancelDialog::decided, this, [this](Choice choice, const QString &reason) {
            m_choices << choice;
            m_reason = reason;
        });
        dialog.show();
    }

private Q_SLOTS:
    void eachButtonDecidesOnce_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<bool>("force");
        QTest::addColumn<Choice>("choice");
        QTest::newRow("keep running") << u"keepRunning"_s << false << Choice::KeepRunning;
        QTest::newRow("keep running although force is checked") << u"keepRunning"_s << true << Choice::KeepRunning;
        QTest::newRow("cancel") << u"cancelRun"_s << false << Choice::Cancel;
        QTest::newRow("force") << u"cancelRun"_s << true << Choice::ForceCancel;
    }

    void eachButtonDecidesOnce()
    {
        QFETCH(QString, button);
        QFETCH(bool, force);
        QFETCH(Choice, choice);
        CancelDialog dialog(m_theme, u"churn-model"_s, u"run 42"_s, u"Training"_s);
        listen(dialog);
        child<QLineEdit>(dialog, u"reason"_s)->setText(u"  wrong data set "_s);
        child<QCheckBox>(dialog, u"force"_s)->setChecked(force);
        test::click(dialog, button);
        QCOMPARE(m_choices, QList<Choice>{ choice });
        QCOMPARE(m_reason, u"wrong data set"_s);
        QVERIFY(!dialog.isVisible());
    }

    void escapeAndTheWindowsCloseKeepItRunning()
    {
        CancelDialog dialog(m_theme, u"churn-model"_s, {}, {});
        listen(dialog);
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(m_choices, QList<Choice>{ Choice::KeepRunning });
        CancelDialog closed(m_theme, u"churn-model"_s, {}, {});
        listen(closed);
        closed.close();
        QCOMPARE(m_choices, QList<Choice>{ Choice::KeepRunning });
    }

    void enterInTheReasonCancelsNothing()
    {
        CancelDialog dialog(m_theme, u"churn-model"_s, {}, {});
        listen(dialog);
        QTest::keyClicks(child<QLineEdit>(dialog, u"reason"_s), u"oops"_s);
        QTest::keyClick(child<QLineEdit>(dialog, u"reason"_s), Qt::Key_Return);
        QVERIFY(m_choices.isEmpty());
        QVERIFY(dialog.isVisible());
    }

    void forceSaysWhatItDoes()
    {
        CancelDialog dialog(m_theme, u"churn-model"_s, {}, {});
        const QString gentle = child<Label>(dialog, u"consequence"_s)->text();
        const QString button = child<QPushButton>(dialog, u"cancelRun"_s)->text();
        child<QCheckBox>(dialog, u"force"_s)->setChecked(true);
        QVERIFY(child<Label>(dialog, u"consequence"_s)->text() != gentle);
        QVERIFY(child<QPushButton>(dialog, u"cancelRun"_s)->text() != button);
    }

    void aHostileNameIsShownAsText()
    {
        CancelDialog dialog(m_theme, u"<img src=\"file:///fifo\">\u202e"_s, u"run\n1"_s, u"a<b"_s);
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY(!label->text().contains(QChar(0x202e)));
        }
    }
};

QTEST_MAIN(TestCancelDialog)
#include "tst_canceldialog.moc"
