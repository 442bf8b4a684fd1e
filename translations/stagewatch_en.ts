<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>stagewatch::model::JsonTreeModel</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::model::ProblemModel</name>
    <message numerus="yes">
        <source>%n older problem(s) are no longer listed.</source>
        <translation>
            <numerusform>%n older problem is no longer listed.</numerusform>
            <numerusform>%n older problems are no longer listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::model::TextForm</name>
    <message numerus="yes">
        <source>about %n day(s)</source>
        <translation>
            <numerusform>about %n day</numerusform>
            <numerusform>about %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ChoiceButton</name>
    <message numerus="yes">
        <source>%n more are not listed</source>
        <translation>
            <numerusform>%n more is not listed</numerusform>
            <numerusform>%n more are not listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::EventsPanel</name>
    <message numerus="yes">
        <source>%n kind(s)</source>
        <translation>
            <numerusform>%n kind</numerusform>
            <numerusform>%n kinds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) came, none of the chosen kinds.</source>
        <translation>
            <numerusform>%n event came, not of the chosen kinds.</numerusform>
            <numerusform>%n events came, none of the chosen kinds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FilterBar</name>
    <message numerus="yes">
        <source>%n stage(s)</source>
        <translation>
            <numerusform>%n stage</numerusform>
            <numerusform>%n stages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogFinder</name>
    <message numerus="yes">
        <source>On %n line(s) this expression has so many ways to match that they were left out. Repeat nothing inside a repetition.</source>
        <translation>
            <numerusform>On %n line this expression has so many ways to match that it was left out. Repeat nothing inside a repetition.</numerusform>
            <numerusform>On %n lines this expression has so many ways to match that they were left out. Repeat nothing inside a repetition.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogPanel</name>
    <message numerus="yes">
        <source>%n line(s) came, none of the chosen level and stages.</source>
        <translation>
            <numerusform>%n line came, not of the chosen level and stages.</numerusform>
            <numerusform>%n lines came, none of the chosen level and stages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::MetricChart</name>
    <message numerus="yes">
        <source>%n values were not finite; the curve is broken there.</source>
        <translation>
            <numerusform>%n value was not finite; the curve is broken there.</numerusform>
            <numerusform>%n values were not finite; the curve is broken there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ProposalField</name>
    <message numerus="yes">
        <source>Write at least %n characters.</source>
        <translation>
            <numerusform>Write at least %n character.</numerusform>
            <numerusform>Write at least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n characters.</source>
        <translation>
            <numerusform>Write at most %n character.</numerusform>
            <numerusform>Write at most %n characters.</numerusform>
        </translation>
    </message>
</context>
</TS>
