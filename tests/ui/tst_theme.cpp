// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/glyphs.h"
#include "ui/progressbar.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QApplication>
#include <QImage>
#include <QMetaEnum>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace stagewatch::ui;
using Role = Theme::Role;

namespace {

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

// As WCAG 2.1 defines it: 1 to 21.
double contrast(const QColor &a, const QColor &b)
{
    const double brighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (brighter + 0.05) / (darker + 0.05);
}

const char *nameOf(Role role)
{
    return QMetaEnum::fromType<Role>().valueToKey(int(role));
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsMeasuredAsTheStandardSays()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21);
        QCOMPARE(qRound(contrast(QColor(0x777777), Qt::white) * 100), 448);
    }

    void textKeepsItsContrastOnEveryGround_data()
    {
        QTest::addColumn<Role>("ink");
        QTest::addColumn<Role>("ground");
        const QList<Role> grounds{
            Role::Window, Role::Sidebar, Role::Card, Role::Selection, Role::Banner, Role::Hover
        };
        for (const Role ground : grounds) {
            for (const Role ink : { Role::Text, Role::DimText })
                QTest::addRow("%s on %s", nameOf(ink), nameOf(ground)) << ink << ground;
        }
        for (const Role ground : { Role::Window, Role::Card, Role::Hover, Role::Selection }) {
            for (const Role ink :
                 { Role::Accent, Role::Completed, Role::Failed, Role::Waiting, Role::Cancelled, Role::Coming })
                QTest::addRow("%s on %s", nameOf(ink), nameOf(ground)) << ink << ground;
        }
        QTest::addRow("Waiting on Banner") << Role::Waiting << Role::Banner;
        for (const Role ground : { Role::Accent, Role::AccentHover, Role::AccentPressed })
            QTest::addRow("OnAccent on %s", nameOf(ground)) << Role::OnAccent << ground;
        QTest::addRow("OnWaiting on Waiting") << Role::OnWaiting << Role::Waiting;
        QTest::addRow("Accent on Selection") << Role::Accent << Role::Selection;
        for (const Role ground : { Role::Track, Role::SelectedTrack }) // the count of a folded row
            QTest::addRow("Text on %s", nameOf(ground)) << Role::Text << ground;
    }

    void textKeepsItsContrastOnEveryGround()
    {
        QFETCH(Role, ink);
        QFETCH(Role, ground);
        for (const bool dark : { false, true }) {
            const QColor word = ground == Role::Selection ? Theme::inkOnSelection(ink, dark) : Theme::color(ink, dark);
            const double ratio = contrast(word, Theme::color(ground, dark));
            QVERIFY2(ratio >= 4.5, qPrintable(u"%1 in the %2 theme"_s.arg(ratio).arg(dark ? u"dark" : u"light")));
        }
    }

    void theUnfilledPartOfABarIsSeenOnItsGround()
    {
        for (const bool dark : { false, true }) {
            const QColor plain = Theme::color(Role::Track, dark);
            const QColor selected = Theme::color(Role::SelectedTrack, dark);
            QVERIFY(contrast(plain, Theme::color(Role::Card, dark)) >= 1.2);
            QVERIFY(contrast(selected, Theme::color(Role::Selection, dark)) >= 1.3);
            for (const Role filled : { Role::Accent, Role::Waiting, Role::Completed })
                QVERIFY(contrast(Theme::color(filled, dark), selected) >= 2);
        }
    }

    void aBarOfUnknownLengthIsDottedAllAlong()
    {
        const Theme theme;
        for (const int height : { 3, 6, 8 }) {
            QImage image(160, height, QImage::Format_RGB32);
            image.fill(theme.color(Role::Card));
            QPainter painter(&image);
            paintBar(painter, image.rect(), theme, std::nullopt, Role::Accent, Unknown::Dotted);
            painter.end();
            QList<int> starts;
            int inked = 0;
            for (int x = 0; x < image.width(); ++x) {
                const auto isInk = [&](int at) {
                    return contrast(image.pixelColor(at, height / 2), theme.color(Role::Track)) > 1.6;
                };
                inked += isInk(x);
                if (isInk(x) && (x == 0 || !isInk(x - 1)))
                    starts << x;
            }
            QVERIFY(starts.size() >= 8);
            QVERIFY2(inked < image.width() / 2, qPrintable(QString::number(inked)));
            QVERIFY(starts.first() < 20 && starts.last() > 140); // no end of what is done, no rest
            for (qsizetype i = 2; i < starts.size(); ++i)
                QVERIFY(std::abs((starts[i] - starts[i - 1]) - (starts[1] - starts[0])) <= 1);
        }
    }

    void choosingSwitchesEverythingAtOnce()
    {
        Theme theme;
        theme.apply(*qApp);
        theme.setChoice(ThemeChoice::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(changed.count(), 1);
        QVERIFY(theme.isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::color(Role::Window, true));
        theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(changed.count(), 1);
        theme.setChoice(ThemeChoice::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::color(Role::Window, false));
    }

    void theSystemIsFollowedOnlyWhenAsked()
    {
        Theme theme;
        theme.apply(*qApp);
        QPalette desktop;
        desktop.setColor(QPalette::Window, QColor(0x202020));
        desktop.setColor(QPalette::WindowText, QColor(0xf0f0f0));
        theme.setChoice(ThemeChoice::Light);
        QApplication::setPalette(desktop);
        QVERIFY(!theme.isDark());
        theme.setChoice(ThemeChoice::System);
        QVERIFY(theme.isDark());
    }

    void glyphsDifferInShapeAlone()
    {
        QList<QImage> seen;
        for (int glyph = 0; glyph <= int(Glyph::Overview); ++glyph) {
            const QImage image = glyphPixmap(Glyph(glyph), 14, Qt::black, 2).toImage();
            QCOMPARE(image.size(), QSize(28, 28));
            int inked = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    inked += qAlpha(image.pixel(x, y)) > 128;
            }
            QVERIFY2(inked > 20, qPrintable(QString::number(glyph)));
            for (const QImage &other : std::as_const(seen))
                QVERIFY(image != other);
            seen << image;
        }
        QVERIFY(!programIcon().isNull());
        QVERIFY(!programIcon().pixmap(16).isNull());
    }

    void digitsAreAllAsWideAsEachOther()
    {
        Theme theme;
        theme.apply(*qApp);
        const QFont font = theme.font(Theme::Text::Body);
        QCOMPARE(tabularWidth(font, u"111:11"_s), tabularWidth(font, u"888:88"_s));
        QVERIFY(tabularWidth(font, u"1234"_s) > tabularWidth(font, u"123"_s));
    }

    void aButtonIsDrawnByItsKind()
    {
        Theme theme;
        theme.apply(*qApp);
        theme.setChoice(ThemeChoice::Light);
        QPushButton button(u"Approve"_s);
        button.resize(120, Theme::controlHeight);
        Theme::setButton(&button, Theme::Button::Primary);
        QCOMPARE(Theme::button(&button), Theme::Button::Primary);
        QCOMPARE(button.grab().toImage().pixelColor(10, 15), Theme::color(Role::Accent, false));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
