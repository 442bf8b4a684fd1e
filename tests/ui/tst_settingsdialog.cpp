// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogclicks.h"
#include "ui/aboutdialog.h"
#include "ui/label.h"
#include "ui/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QSpinBox>

using namespace stagewatch;
using namespace stagewatch::ui;
using namespace Qt::StringLiterals;
using test::child;

namespace {

const Preferences unusual{ ThemeChoice::Dark, LanguageChoice::SimplifiedChinese, 45, 0, 65, false, true };

} // namespace

class TestSettingsDialog : public QObject
{
    Q_OBJECT
private:
    Theme m_theme;
    QList<Preferences> m_saved;

    void listen(SettingsDialog &dialog)
    {
        m_saved.clear();
        connect(&dialog, &SettingsDialog::saved, this,
                [this](const Preferences &preferences) { m_saved << preferences; });
        dialog.show();
    }

private Q_SLOTS:
    void showsWhatItWasGiven()
    {
        QVERIFY(SettingsDialog(m_theme, unusual).preferences() == unusual);
        QVERIFY(SettingsDialog(m_theme, {}).preferences() == Preferences());
    }

    void saveHandsOverTheWholeForm()
    {
        SettingsDialog dialog(m_theme, {});
        listen(dialog);
        child<QComboBox>(dialog, u"theme"_s)->setCurrentIndex(2);
        child<QComboBox>(dialog, u"language"_s)->setCurrentIndex(3);
        child<QSpinBox>(dialog, u"ping"_s)->setValue(45);
        child<QSpinBox>(dialog, u"attempts"_s)->setValue(0);
        child<QSpinBox>(dialog, u"confidence"_s)->setValue(65);
        child<QCheckBox>(dialog, u"notifications"_s)->setChecked(false);
        child<QCheckBox>(dialog, u"encrypt"_s)->setChecked(true);
        test::click(dialog, u"save"_s);
        QCOMPARE(m_saved.size(), 1);
        QVERIFY(m_saved.first() == unusual);
        QVERIFY(!dialog.isVisible());
    }

    void cancelSavesNothing()
    {
        SettingsDialog dialog(m_theme, {});
        listen(dialog);
        child<QSpinBox>(dialog, u"ping"_s)->setValue(99);
        test::click(dialog, u"cancel"_s);
        QVERIFY(m_saved.isEmpty());
        QVERIFY(!dialog.isVisible());
    }

    void restoreDefaultsFillsTheFormAndWaitsForSave()
    {
        SettingsDialog dialog(m_theme, unusual);
        listen(dialog);
        test::click(dialog, u"restoreDefaults"_s);
        QVERIFY(dialog.preferences() == Preferences());
        QVERIFY(m_saved.isEmpty());
        QVERIFY(dialog.isVisible());
    }

    void numbersStayInTheirRange_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("value");
        QTest::addColumn<int>("kept");
        QTest::newRow("ping too often") << u"ping"_s << 0 << 5;
        QTest::newRow("ping too rare") << u"ping"_s << 100'000 << 600;
        QTest::newRow("confidence") << u"confidence"_s << 101 << 100;
        QTest::newRow("attempts") << u"attempts"_s << -1 << 0;
    }

    void numbersStayInTheirRange()
    {
        QFETCH(QString, field);
        QFETCH(int, value);
        QFETCH(int, kept);
        SettingsDialog dialog(m_theme, {});
        child<QSpinBox>(dialog, field)->setValue(value);
        QCOMPARE(child<QSpinBox>(dialog, field)->value(), kept);
    }

    void aboutNamesTheVersionAndCloses()
    {
        AboutDialog dialog(m_theme);
        dialog.show();
        QVERIFY(child<Label>(dialog, u"version"_s)->text().contains(QLatin1StringView(STAGEWATCH_VERSION)));
        test::click(dialog, u"close"_s);
        QVERIFY(!dialog.isVisible());
    }
};

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
