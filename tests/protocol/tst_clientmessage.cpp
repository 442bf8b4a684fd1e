// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/clientmessage.h"

#include <QFile>
#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

class TestClientMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheGuidesMessages_data();
    void sendsTheGuidesMessages();
    void writtenMessagesReadBack_data();
    void writtenMessagesReadBack();
    void leavesOutWhatIsEmpty();
    void keepsTheNumbersOfAnEditedProposal();
    void refusesWithASentence_data();
    void refusesWithASentence();
};

void TestClientMessage::sendsTheGuidesMessages_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("ping") << u"client_ping"_s << encode(ClientMessage(Ping{}));
    QTest::newRow("cancel") << u"client_cancel"_s << encode(ClientMessage(Cancel{}));
    QTest::newRow("get_state") << u"client_get_state"_s << encode(ClientMessage(GetState{}));
}

void TestClientMessage::sendsTheGuidesMessages()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, sent);
    QFile file(QLatin1StringView(STAGEWATCH_TEST_DATA) + u"/guide/%1.json"_s.arg(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QCOMPARE(sent, JsonValue::parse(written)->toJson());
    const DecodedClientMessage decoded = decodeClientMessage(written);
    QVERIFY2(decoded.message.has_value(), qPrintable(decoded.error));
    QCOMPARE(encode(*decoded.message), sent);
}

void TestClientMessage::writtenMessagesReadBack_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < 8; ++i)
        QTest::addRow("message %d", i) << i;
}

void TestClientMessage::writtenMessagesReadBack()
{
    QFETCH(int, index);
    const JsonValue edited = *JsonValue::parse(R"({"rate":0.10,"depth":6,"names":["a"]})");
    const ClientMessage messages[] = {
        Ping{},
        PongReply{},
        Cancel{},
        Cancel{ u"too slow"_s, true, u"q1"_s },
        GetState{},
        GetState{ u"s1"_s, 0 },
        ApprovalResponse{ u"a1"_s, ApprovalDecision::Rejected, {}, {}, {}, {} },
        ApprovalResponse{ u"a1"_s, ApprovalDecision::Approved, edited, u"go\n"_s, u"ada"_s, u"q2"_s },
    };
    const QByteArray json = encode(messages[index]);
    QVERIFY(!json.contains('\n'));
    const DecodedClientMessage decoded = decodeClientMessage(json);
    QVERIFY2(decoded.message == messages[index], json.constData());
    QVERIFY(decoded.error.isEmpty());
}

void TestClientMessage::leavesOutWhatIsEmpty()
{
    QCOMPARE(encode(ClientMessage(ApprovalResponse{ u"a"_s, ApprovalDecision::Approved, {}, {}, {}, {} })),
             R"({"type":"approval_response","approval_id":"a","decision":"approved"})"_ba);
    QCOMPARE(encode(ClientMessage(GetState{ {}, 41 })), R"({"type":"get_state","since":41})"_ba);
    // Fields of no meaning and nulls are no fault.
    QVERIFY(decodeClientMessage(R"({"type":"cancel","reason":null,"x":[1]})").message == ClientMessage(Cancel{}));
}

void TestClientMessage::keepsTheNumbersOfAnEditedProposal()
{
    const DecodedClientMessage decoded = decodeClientMessage(
        R"({"type":"approval_response","approval_id":"a","decision":"approved","approval_data":{"rate":0.10,"seed":9223372036854775808}})");
    QVERIFY(decoded.message.has_value());
    QCOMPARE(std::get<ApprovalResponse>(*decoded.message).approvalData->toJson(),
             R"({"rate":0.10,"seed":9223372036854775808})"_ba);
}

void TestClientMessage::refusesWithASentence_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("named"); // what the sentence has to name
    const auto row = [](const char *message, const char *named) {
        QTest::newRow(message) << QByteArray(message) << QString::fromLatin1(named);
    };
    row("", "not JSON");
    row("hello", "not JSON");
    row("[]", "not an object");
    row("null", "not an object");
    row("{}", "type is missing");
    row(R"({"type":1})", "type must be text");
    row(R"({"type":null})", "type must be text");
    row(R"({"type":"explode"})", "explode");
    row(R"({"type":"cancel","type":"explode"})", "type stands there several times");
    row(R"({"type":"approval_response","approval_id":"a","decision":"rejected","decision":"approved"})",
        "decision stands there several times");
    row(R"({"type":"approval_response","approval_id":"a","decision":"approved","approval_data":{"p":[{"lr":1,"lr":9}]}})",
        "lr stands there several times");
    row(R"({"type":"get_state","since":-1})", "since");
    row(R"({"type":"get_state","since":"5"})", "since");
    row(R"({"type":"get_state","since":1.5})", "since");
    row(R"({"type":"get_state","since":9223372036854775808})", "since");
    row(R"({"type":"get_state","since":9007199254740992})", "since");
    row(R"({"type":"get_state","since":NaN})", "since");
    row(R"({"type":"get_state","stream_id":5})", "stream_id");
    row(R"({"type":"cancel","force":"yes"})", "force");
    row(R"({"type":"cancel","reason":{}})", "reason");
    row(R"({"type":"approval_response","decision":"approved"})", "approval_id");
    row(R"({"type":"approval_response","approval_id":"","decision":"approved"})", "approval_id");
    row(R"({"type":"approval_response","approval_id":"a"})", "decision");
    row(R"({"type":"approval_response","approval_id":"a","decision":"maybe"})", "decision");
    row(R"({"type":"approval_response","approval_id":"a","decision":true})", "decision");
    row(R"({"type":"approval_response","approval_id":"a","decision":"approved","comment":5})", "comment");
    QTest::newRow("depth") << QByteArray("{\"type\":\"cancel\",\"x\":" + QByteArray(100'000, '[')) << u"nested"_s;
    QTest::newRow("long request_id") << QByteArray("{\"type\":\"cancel\",\"request_id\":\"" + QByteArray(257, 'r')
                                                   + "\"}")
                                     << u"request_id has more than 256"_s;
    QTest::newRow("long name twice") << QByteArray("{\"type\":\"cancel\",\"" + QByteArray(100'000, 'x') + "\":1,\""
                                                   + QByteArray(100'000, 'x') + "\":2}")
                                     << u"several times"_s;
    QTest::newRow("long type") << QByteArray("{\"type\":\"" + QByteArray(100'000, 'x') + "\"}") << u"xxx"_s;
}

void TestClientMessage::refusesWithASentence()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, named);
    const DecodedClientMessage decoded = decodeClientMessage(message);
    QVERIFY(!decoded.message);
    QVERIFY2(decoded.error.contains(named), qPrintable(decoded.error));
    QVERIFY(decoded.error.endsWith(u'.'));
    QVERIFY(decoded.error.size() < 300);
}

QTEST_GUILESS_MAIN(TestClientMessage)
#include "tst_clientmessage.moc"
