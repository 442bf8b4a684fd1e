<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>stagewatch::app</name>
    <message>
        <source>The token has characters that cannot stand in a header; use visible ASCII without spaces.</source>
        <translation>Das Token enthält Zeichen, die in keinem Header stehen dürfen; verwenden Sie sichtbares ASCII ohne Leerzeichen.</translation>
    </message>
</context>
<context>
    <name>stagewatch::app::Workspace</name>
    <message>
        <source>There is no file &quot;%1&quot;.</source>
        <translation>Die Datei „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>This is a recording; nobody hears an answer.</source>
        <translation>Dies ist eine Aufzeichnung; niemand hört eine Antwort.</translation>
    </message>
    <message>
        <source>This stream is not kept after the window is closed: %1</source>
        <translation>Dieser Stream bleibt nach dem Schließen des Fensters nicht erhalten: %1</translation>
    </message>
</context>
<context>
    <name>stagewatch::client</name>
    <message>
        <source>%1 closed the connection with code %2.</source>
        <translation>%1 hat die Verbindung mit Code %2 geschlossen.</translation>
    </message>
    <message>
        <source>%1 closed the connection with code %2 (%3).</source>
        <translation>%1 hat die Verbindung mit Code %2 geschlossen (%3).</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>Die Verbindung zu %1 ging verloren.</translation>
    </message>
    <message>
        <source>%1 closed the connection: it has nothing more to send.</source>
        <translation>%1 hat die Verbindung geschlossen: Es gibt nichts mehr zu senden.</translation>
    </message>
    <message>
        <source>%1 is going away, or stopped in the middle of a message.</source>
        <translation>%1 wird beendet oder hat mitten in einer Nachricht aufgehört.</translation>
    </message>
    <message>
        <source>A message of %1 could not be read as UTF-8, and the connection was closed. A server that sends large messages in several frames may cause this; tell its operator.</source>
        <translation>Eine Nachricht von %1 war nicht als UTF-8 lesbar, und die Verbindung wurde geschlossen. Ein Server, der große Nachrichten in mehreren Frames sendet, kann das auslösen; sagen Sie es seinem Betreiber.</translation>
    </message>
    <message>
        <source>%1 sent a message of more than 32 MiB. It was left out.</source>
        <translation>%1 hat eine Nachricht von mehr als 32 MiB gesendet. Sie wurde ausgelassen.</translation>
    </message>
    <message>
        <source>%1 closed the connection because nothing was read for a while.</source>
        <translation>%1 hat die Verbindung geschlossen, weil eine Weile nichts gelesen wurde.</translation>
    </message>
    <message>
        <source>%1 no longer takes the token. Enter a valid one and try again.</source>
        <translation>%1 nimmt das Token nicht mehr an. Geben Sie ein gültiges ein und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 has not answered a ping for %2 s; the connection is taken for dead.</source>
        <translation>%1 hat seit %2 s auf keinen Ping geantwortet; die Verbindung gilt als tot.</translation>
    </message>
    <message>
        <source>%1 reported an error that it cannot recover from: %2. Stagewatch stays disconnected until you try again.</source>
        <translation>%1 meldet einen Fehler, von dem er sich nicht erholt: %2. Stagewatch bleibt getrennt, bis Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>That was attempt %1 of %2, and Stagewatch gave up.</source>
        <translation>Das war Versuch %1 von %2; Stagewatch hat aufgegeben.</translation>
    </message>
    <message>
        <source>Stagewatch asks the server by REST meanwhile.</source>
        <translation>Stagewatch fragt den Server inzwischen über REST.</translation>
    </message>
    <message>
        <source>Not sent: there is no connection to %1 now. Send it again once it is connected.</source>
        <translation>Nicht gesendet: Es gibt gerade keine Verbindung zu %1. Senden Sie es erneut, sobald sie wieder steht.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid at this time (%2). Ask the server&apos;s operator to renew it, and check this computer&apos;s clock.</source>
        <translation>Das Zertifikat von %1 ist zurzeit nicht gültig (%2). Bitten Sie den Betreiber des Servers, es zu erneuern, und prüfen Sie die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>The certificate of %1 belongs to another host (%2). Connect by the name that stands in the certificate, or ask the server&apos;s operator for one that names this host.</source>
        <translation>Das Zertifikat von %1 gehört zu einem anderen Host (%2). Verbinden Sie sich mit dem Namen, der im Zertifikat steht, oder bitten Sie den Betreiber des Servers um eines, das diesen Host nennt.</translation>
    </message>
    <message>
        <source>The certificate of %1 was refused (%2). Ask the server&apos;s operator to replace it.</source>
        <translation>Das Zertifikat von %1 wurde abgelehnt (%2). Bitten Sie den Betreiber des Servers, es zu ersetzen.</translation>
    </message>
    <message>
        <source>%1 does not seem to speak TLS on this port. Use ws:// or http:// if the connection may go unencrypted, or the server&apos;s TLS port.</source>
        <translation>%1 scheint auf diesem Port kein TLS zu sprechen. Verwenden Sie ws:// oder http://, wenn die Verbindung unverschlüsselt sein darf, oder den TLS-Port des Servers.</translation>
    </message>
    <message>
        <source>No secure connection to %1 came about: %2. Check that the port speaks TLS.</source>
        <translation>Keine sichere Verbindung zu %1: %2. Prüfen Sie, ob der Port TLS spricht.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>It asks to come back in %1 s; Stagewatch tries again in an hour.</source>
        <translation>Er bittet, in %1 s wiederzukommen; Stagewatch versucht es in einer Stunde erneut.</translation>
    </message>
    <message>
        <source>It asks to come back in %1 s.</source>
        <translation>Er bittet, in %1 s wiederzukommen.</translation>
    </message>
    <message>
        <source>%1 redirects to another address without naming it (HTTP %2). Ask its operator for the right one.</source>
        <translation>%1 leitet an eine andere Adresse weiter, ohne sie zu nennen (HTTP %2). Fragen Sie seinen Betreiber nach der richtigen.</translation>
    </message>
    <message>
        <source>%1 redirects to the unencrypted address %2. Stagewatch does not follow; ask the server&apos;s operator for an address with wss.</source>
        <translation>%1 leitet an die unverschlüsselte Adresse %2 weiter. Stagewatch folgt nicht; fragen Sie den Betreiber des Servers nach einer Adresse mit wss.</translation>
    </message>
    <message>
        <source>%1 redirects to %2. Stagewatch does not follow by itself; connect to that address if you trust it.</source>
        <translation>%1 leitet an %2 weiter. Stagewatch folgt nicht von selbst; verbinden Sie sich mit dieser Adresse, wenn Sie ihr vertrauen.</translation>
    </message>
    <message>
        <source>%1 wants a token, or refuses the one it got (HTTP 401). Enter a valid token and try again.</source>
        <translation>%1 verlangt ein Token oder weist Ihres zurück (HTTP 401). Geben Sie ein gültiges ein.</translation>
    </message>
    <message>
        <source>%1 does not allow this (HTTP 403). Ask its operator for a token with the rights that this takes.</source>
        <translation>%1 erlaubt das nicht (HTTP 403). Bitten Sie den Betreiber um ein Token mit mehr Rechten.</translation>
    </message>
    <message>
        <source>%1 has no stream at %2 (HTTP 404). Check the project&apos;s id and the address.</source>
        <translation>%1 hat keinen Stream unter %2 (HTTP 404). Prüfen Sie Projekt-ID und Adresse.</translation>
    </message>
    <message>
        <source>%1 did not see the request for a WebSocket (HTTP 426): a proxy on the way may have removed it. Let it pass &quot;Upgrade&quot; headers.</source>
        <translation>%1 sah keine Anfrage nach einem WebSocket (HTTP 426): Vielleicht hat ein Proxy auf dem Weg sie entfernt. Er muss „Upgrade“-Header durchlassen.</translation>
    </message>
    <message>
        <source>%1 has too many connections or requests now (HTTP 429).</source>
        <translation>%1 hat gerade zu viele Verbindungen oder Anfragen (HTTP 429).</translation>
    </message>
    <message>
        <source>%1 is not available now (HTTP 503).</source>
        <translation>%1 ist gerade nicht verfügbar (HTTP 503).</translation>
    </message>
    <message>
        <source>%1 failed to answer (HTTP %2). Tell its operator if this goes on.</source>
        <translation>%1 konnte nicht antworten (HTTP %2). Bleibt es so, sagen Sie es dem Betreiber.</translation>
    </message>
    <message>
        <source>%1 refused the connection with HTTP %2. Check the address and the project&apos;s id.</source>
        <translation>%1 hat die Verbindung mit HTTP %2 abgelehnt. Prüfen Sie Adresse und Projekt-ID.</translation>
    </message>
    <message>
        <source>There is no host named %1. Check the spelling, and this computer&apos;s network.</source>
        <translation>Es gibt keinen Host namens %1. Prüfen Sie Schreibweise und Netz.</translation>
    </message>
    <message>
        <source>Nothing listens at %1: the connection was refused. Check the port, and that the server runs.</source>
        <translation>An %1 lauscht nichts: Verbindung abgelehnt. Prüfen Sie Port und Server.</translation>
    </message>
    <message>
        <source>%1 did not answer a WebSocket request within %2 s. Check the address, and that no firewall is in the way.</source>
        <translation>%1 beantwortete in %2 s keine WebSocket-Anfrage. Prüfen Sie Adresse und Firewall.</translation>
    </message>
    <message>
        <source>%1 closed the connection before it answered. If it speaks TLS on this port, use wss:// or https://.</source>
        <translation>%1 schloss die Verbindung ohne Antwort. Spricht der Port TLS, dann wss:// oder https://.</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2. Check this computer&apos;s network.</source>
        <translation>%1 ist nicht erreichbar: %2. Prüfen Sie das Netz dieses Computers.</translation>
    </message>
    <message>
        <source>The proxy on the way to %1 failed: %2. Check the system&apos;s proxy settings.</source>
        <translation>Der Proxy auf dem Weg zu %1 ist gescheitert: %2. Prüfen Sie die Proxy-Einstellungen des Systems.</translation>
    </message>
    <message>
        <source>The connection to %1 failed: %2. Check the address.</source>
        <translation>Die Verbindung zu %1 ist gescheitert: %2. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>%1 is no address of a stream. Write it as ws://host:port or wss://host:port.</source>
        <translation>%1 ist keine Adresse eines Streams. Schreiben Sie sie als ws://host:port oder wss://host:port.</translation>
    </message>
    <message>
        <source>%1 is no WebSocket server at %2: it answers, but as an ordinary web server. Check the port and the path.</source>
        <translation>%1 ist unter %2 kein WebSocket-Server, nur ein Webserver. Prüfen Sie Port und Pfad.</translation>
    </message>
    <message>
        <source>A proxy before %1 answered with &quot;Connection: keep-alive, Upgrade&quot;, which this program&apos;s WebSocket does not take. Have it send &quot;Connection: Upgrade&quot;.</source>
        <translation>Ein Proxy vor %1 antwortete mit „Connection: keep-alive, Upgrade“, was der WebSocket dieses Programms nicht annimmt. Er muss „Connection: Upgrade“ senden.</translation>
    </message>
    <message>
        <source>Not sent: the connection has been closed.</source>
        <translation>Nicht gesendet: Die Verbindung wurde geschlossen.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s. Check the network and the server.</source>
        <translation>%1 hat nicht innerhalb von %2 s geantwortet. Prüfen Sie das Netz und den Server.</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than 4 MiB and was left out.</source>
        <translation>Die Antwort von %1 ist größer als 4 MiB und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>%1 could not be asked by REST: %2.</source>
        <translation>%1 war über REST nicht zu befragen: %2.</translation>
    </message>
    <message>
        <source>The answer of %1 broke off: %2.</source>
        <translation>Die Antwort von %1 brach ab: %2.</translation>
    </message>
    <message>
        <source>%1 redirects REST requests to %2. Stagewatch does not follow by itself; connect to that address if you trust it.</source>
        <translation>%1 leitet REST-Anfragen an %2 weiter. Stagewatch folgt nicht von selbst; verbinden Sie sich mit dieser Adresse, wenn Sie ihr vertrauen.</translation>
    </message>
    <message>
        <source>%1 refused with HTTP %2: %3</source>
        <translation>%1 hat mit HTTP %2 abgelehnt: %3</translation>
    </message>
    <message>
        <source>%1 refused with HTTP %2.</source>
        <translation>%1 hat mit HTTP %2 abgelehnt.</translation>
    </message>
    <message>
        <source>%1 gives no state of the project by REST.</source>
        <translation>%1 gibt über REST keinen Zustand des Projekts heraus.</translation>
    </message>
    <message>
        <source>Cannot read the certificate file %1: %2. Check the name and its permissions.</source>
        <translation>Die Zertifikatsdatei %1 ist nicht lesbar: %2. Prüfen Sie den Namen und die Rechte.</translation>
    </message>
    <message>
        <source>%1 holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). Choose the file of the authority that signed the server&apos;s certificate.</source>
        <translation>%1 enthält kein Zertifikat in PEM-Form (-----BEGIN CERTIFICATE-----). Wählen Sie die Datei der Stelle, die das Zertifikat des Servers signiert hat.</translation>
    </message>
    <message>
        <source>Cannot read the token file %1: %2. Check the name and its permissions.</source>
        <translation>Die Tokendatei %1 ist nicht lesbar: %2. Prüfen Sie den Namen und die Rechte.</translation>
    </message>
    <message>
        <source>The first line of the token file %1 is empty. Write the token there.</source>
        <translation>Die erste Zeile der Tokendatei %1 ist leer. Schreiben Sie das Token dorthin.</translation>
    </message>
    <message>
        <source>The first line of the token file %1 is no token: it holds blanks or characters that cannot stand in an HTTP header. Write the token alone on that line.</source>
        <translation>Die erste Zeile der Tokendatei %1 ist kein Token: Sie enthält Leerzeichen oder Zeichen, die in keinem HTTP-Header stehen dürfen. Schreiben Sie das Token allein in diese Zeile.</translation>
    </message>
    <message>
        <source>The server sent a binary message of %1 bytes; the protocol has text only, so it was left out.</source>
        <translation>Der Server hat eine binäre Nachricht von %1 Bytes gesendet; das Übertragungsformat kennt nur Text, daher wurde sie ausgelassen.</translation>
    </message>
    <message>
        <source>The server&apos;s numbering jumped from %1 to %2; what lies between was not received.</source>
        <translation>Die Nummerierung des Servers sprang von %1 auf %2; was dazwischen liegt, kam nicht an.</translation>
    </message>
    <message>
        <source>The server&apos;s numbering fell from %1 back to %2; the event was new and was kept.</source>
        <translation>Die Nummerierung des Servers fiel von %1 auf %2 zurück; das Ereignis war neu und wurde behalten.</translation>
    </message>
    <message>
        <source>The server started its numbering again, at %1, in the middle of a connection.</source>
        <translation>Der Server hat seine Nummerierung mitten in einer Verbindung neu begonnen, bei %1.</translation>
    </message>
    <message>
        <source>The event was not sent: %1.</source>
        <translation>Das Ereignis wurde nicht gesendet: %1.</translation>
    </message>
    <message>
        <source>%1 has not confirmed an event for %2 s; it is sent again over a new connection.</source>
        <translation>%1 hat ein Ereignis seit %2 s nicht bestätigt; es wird über eine neue Verbindung noch einmal gesendet.</translation>
    </message>
    <message>
        <source>An event that waited in %1 cannot be read any more.</source>
        <translation>Ein Ereignis, das in %1 wartete, ist nicht mehr lesbar.</translation>
    </message>
    <message>
        <source>%1 does not take a message of %2 bytes</source>
        <translation>%1 nimmt keine Nachricht von %2 Bytes an</translation>
    </message>
    <message>
        <source>%1 accepted the connection and then said nothing for %2 s. Is it a Stagewatch server that hosts pipelines?</source>
        <translation>%1 hat die Verbindung angenommen und dann %2 s lang nichts gesagt. Ist es ein Stagewatch-Server, der Pipelines beherbergt?</translation>
    </message>
    <message>
        <source>%1 closed the connection because a message was too long for it.</source>
        <translation>%1 hat die Verbindung geschlossen, weil eine Nachricht zu lang war.</translation>
    </message>
    <message>
        <source>it carries a publisher_id or a publisher_sequence, but not both as a text and a whole number</source>
        <translation>publisher_id und publisher_sequence sind nicht beide da, als Text und als ganze Zahl</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>es ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>it has no event_type</source>
        <translation>es hat keinen event_type</translation>
    </message>
    <message>
        <source>it has %1 bytes; a server takes %2 at most</source>
        <translation>es hat %1 Bytes; ein Server nimmt höchstens %2 an</translation>
    </message>
    <message>
        <source>The folder %1, in which events wait for the server, cannot be made: %2. Choose another one or free some space.</source>
        <translation>Der Ordner %1, in dem Ereignisse auf den Server warten, kann nicht angelegt werden: %2. Wählen Sie einen anderen oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>The file in which events wait for the server cannot be made in %1: %2. Make the folder writable or choose another one.</source>
        <translation>Die Datei, in der Ereignisse auf den Server warten, kann in %1 nicht angelegt werden: %2. Machen Sie den Ordner beschreibbar oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Events that wait for the server cannot be written to %1: %2. Free some space, or events will be lost.</source>
        <translation>Ereignisse, die auf den Server warten, können nicht in %1 geschrieben werden: %2. Schaffen Sie Platz, sonst gehen Ereignisse verloren.</translation>
    </message>
    <message>
        <source>Events that wait for the server cannot be read from %1: %2.</source>
        <translation>Ereignisse, die auf den Server warten, können nicht aus %1 gelesen werden: %2.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted (%2). If you trust this server, give Stagewatch the certificate of the authority that signed it, in the connect dialog or by --ca-file.</source>
        <translation>Dem Zertifikat von %1 wird nicht vertraut (%2). Wenn Sie diesem Server vertrauen, geben Sie Stagewatch das Zertifikat der Stelle, die es signiert hat: im Verbindungsdialog oder mit --ca-file.</translation>
    </message>
</context>
<context>
    <name>stagewatch::journal</name>
    <message>
        <source>The catalog of runs %1 cannot be used: %2.</source>
        <translation>Das Verzeichnis der Läufe %1 ist nicht benutzbar: %2.</translation>
    </message>
    <message>
        <source>The folder of the catalog of runs %1 cannot be made: %2.</source>
        <translation>Der Ordner für das Verzeichnis der Läufe %1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>The catalog of runs %1 cannot be opened: %2.</source>
        <translation>Das Verzeichnis der Läufe %1 kann nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>The catalog of runs %1 is damaged: %2.</source>
        <translation>Das Verzeichnis der Läufe %1 ist beschädigt: %2.</translation>
    </message>
    <message>
        <source>The catalog of runs %1 was written by a newer Stagewatch; update this one to see earlier runs.</source>
        <translation>Das Verzeichnis der Läufe %1 stammt von einem neueren Stagewatch; aktualisieren Sie dieses, um frühere Läufe zu sehen.</translation>
    </message>
    <message>
        <source>%1 It was set aside as %2, and a new one was begun.</source>
        <translation>%1 Es wurde als %2 beiseitegelegt und ein neues begonnen.</translation>
    </message>
    <message>
        <source>The journal %1 is already written by another Stagewatch; close that one first.</source>
        <translation>In das Journal %1 schreibt bereits ein anderes Stagewatch; schließen Sie zuerst jenes.</translation>
    </message>
    <message>
        <source>The journal %1 cannot be written: nothing can be added to its folder. Make the folder writable or choose another one.</source>
        <translation>Das Journal %1 kann nicht geschrieben werden: In seinem Ordner lässt sich nichts anlegen. Machen Sie den Ordner beschreibbar oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The folder of the journal %1 cannot be made: %2. Choose another one or free some space.</source>
        <translation>Der Ordner für das Journal %1 kann nicht angelegt werden: %2. Wählen Sie einen anderen oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>The journal %1 cannot be opened: %2.</source>
        <translation>Das Journal %1 kann nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>No temporary file can be made in %1: %2. Set TMPDIR to a folder that can be written.</source>
        <translation>In %1 kann keine temporäre Datei angelegt werden: %2. Setzen Sie TMPDIR auf einen beschreibbaren Ordner.</translation>
    </message>
    <message>
        <source>The recording %1 cannot be opened: %2.</source>
        <translation>Die Aufzeichnung %1 kann nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>%1 is no file, so it cannot be a recording. Choose a file with one event a line.</source>
        <translation>%1 ist keine Datei und kann daher keine Aufzeichnung sein. Wählen Sie eine Datei mit einem Ereignis je Zeile.</translation>
    </message>
    <message>
        <source>The journal %1 cannot be read: %2.</source>
        <translation>Das Journal %1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>The journal %1 has a line of more than 256 MiB, so it is no record of a stream. Choose another file.</source>
        <translation>Das Journal %1 hat eine Zeile von mehr als 256 MiB und ist daher keine Aufzeichnung eines Streams. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>The torn last line of the journal %1 cannot be cut off: %2.</source>
        <translation>Die abgerissene letzte Zeile des Journals %1 kann nicht abgeschnitten werden: %2.</translation>
    </message>
    <message>
        <source>The recording %1 is open to be read only; nothing is added to it.</source>
        <translation>Die Aufzeichnung %1 ist nur zum Lesen geöffnet; ihr wird nichts hinzugefügt.</translation>
    </message>
    <message>
        <source>The journal %1 cannot be written: %2. New events are kept in memory until it can.</source>
        <translation>Das Journal %1 kann nicht geschrieben werden: %2. Neue Ereignisse bleiben im Arbeitsspeicher, bis es wieder geht.</translation>
    </message>
    <message>
        <source>(temporary)</source>
        <translation>(temporär)</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 cannot be read: %3.</source>
        <translation>Das Journal des Projekts %1 in %2 kann nicht gelesen werden: %3.</translation>
    </message>
    <message>
        <source>its file stream.json is missing</source>
        <translation>seine Datei stream.json fehlt</translation>
    </message>
    <message>
        <source>its file stream.json is damaged</source>
        <translation>seine Datei stream.json ist beschädigt</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 was written by a newer Stagewatch; start that one.</source>
        <translation>Das Journal des Projekts %1 in %2 wurde von einem neueren Stagewatch geschrieben; starten Sie dieses.</translation>
    </message>
    <message>
        <source>The journal in %1 is that of project %2, not of %3. Move it where it belongs.</source>
        <translation>Das Journal in %1 gehört zum Projekt %2, nicht zu %3. Verschieben Sie es dorthin, wo es hingehört.</translation>
    </message>
    <message>
        <source>its file %1 is missing</source>
        <translation>seine Datei %1 fehlt</translation>
    </message>
    <message>
        <source>messages %1 to %2 are missing</source>
        <translation>die Nachrichten %1 bis %2 fehlen</translation>
    </message>
    <message>
        <source>message %1 is there twice</source>
        <translation>die Nachricht %1 ist zweimal da</translation>
    </message>
    <message>
        <source>message %1 is torn</source>
        <translation>die Nachricht %1 ist abgerissen</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 cannot be put in order: %3. Make room on its disk.</source>
        <translation>Das Journal des Projekts %1 in %2 kann nicht in Ordnung gebracht werden: %3. Schaffen Sie Platz auf seinem Datenträger.</translation>
    </message>
    <message>
        <source>The journal of project %1 had no checks for messages %2 to %3, which happens where the machine or the server stopped all of a sudden. They were read one by one, and all are there.</source>
        <translation>Im Journal des Projekts %1 fehlten die Prüfsummen der Nachrichten %2 bis %3, wie es vorkommt, wenn der Rechner oder der Server plötzlich stehen bleibt. Sie wurden einzeln gelesen, und alle sind da.</translation>
    </message>
    <message>
        <source>The checks of the journal of project %1 ended in bytes that mean nothing; they were cut off. All messages are there.</source>
        <translation>Die Prüfsummen des Journals von Projekt %1 endeten mit Bytes ohne Bedeutung; sie wurden abgeschnitten. Alle Nachrichten sind da.</translation>
    </message>
    <message>
        <source>The journal of project %1 ended in a message that was never written whole, nor confirmed to anybody; it was cut off.</source>
        <translation>Das Journal des Projekts %1 endete mit einer Nachricht, die nie ganz geschrieben und niemandem bestätigt wurde; sie wurde abgeschnitten.</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 was made anew and is damaged again: %3. Its disk cannot be trusted; choose another one.</source>
        <translation>Das Journal des Projekts %1 in %2 wurde neu angelegt und ist wieder beschädigt: %3. Auf seinen Datenträger ist kein Verlass; wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 is damaged (%3), and what is good of it cannot be saved: %4</source>
        <translation>Das Journal des Projekts %1 in %2 ist beschädigt (%3), und was davon noch gut ist, kann nicht gerettet werden: %4</translation>
    </message>
    <message>
        <source>The journal of project %1 was damaged: %2. It was set aside as %3, and a new stream begins with the %4 of its %5 messages that are still good.</source>
        <translation>Das Journal des Projekts %1 war beschädigt: %2. Es wurde als %3 beiseitegelegt, und ein neuer Stream beginnt mit den %4 seiner %5 Nachrichten, die noch gut sind.</translation>
    </message>
    <message>
        <source>The journal of project %1 cannot be written: %2. New events are kept in memory, and none is confirmed, until it can; make room on the disk of %3.</source>
        <translation>Das Journal des Projekts %1 kann nicht geschrieben werden: %2. Bis es wieder geht, bleiben neue Ereignisse im Arbeitsspeicher, und keines wird bestätigt; schaffen Sie Platz auf dem Datenträger von %3.</translation>
    </message>
    <message>
        <source>The journal of project %1 cannot be trimmed: %2. Its old events stay until it can; make room on the disk of %3.</source>
        <translation>Das Journal des Projekts %1 kann nicht gekürzt werden: %2. Bis es wieder geht, bleiben seine alten Ereignisse; schaffen Sie Platz auf dem Datenträger von %3.</translation>
    </message>
    <message>
        <source>the check of message %1 is damaged</source>
        <translation>die Prüfsumme der Nachricht %1 ist beschädigt</translation>
    </message>
    <message>
        <source>message %1 is missing</source>
        <translation>die Nachricht %1 fehlt</translation>
    </message>
    <message>
        <source>message %1 is not what was written</source>
        <translation>die Nachricht %1 ist nicht, was geschrieben wurde</translation>
    </message>
    <message>
        <source>%1 is no file, so no journal can be written there. Choose another name.</source>
        <translation>%1 ist keine Datei, dort kann also kein Journal geschrieben werden. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>it became shorter meanwhile</source>
        <translation>sie ist inzwischen kürzer geworden</translation>
    </message>
    <message>
        <source>The bookmarks in %1 cannot be read or kept: %2.</source>
        <translation>Die Lesezeichen in %1 lassen sich nicht lesen oder behalten: %2.</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::ApprovalModel</name>
    <message>
        <source>Approval</source>
        <translation>Freigabe</translation>
    </message>
    <message>
        <source>Approved by you</source>
        <translation>Von Ihnen freigegeben</translation>
    </message>
    <message>
        <source>Rejected by you</source>
        <translation>Von Ihnen abgelehnt</translation>
    </message>
    <message>
        <source>Approved by the timeout</source>
        <translation>Durch Zeitablauf freigegeben</translation>
    </message>
    <message>
        <source>Rejected by the timeout</source>
        <translation>Durch Zeitablauf abgelehnt</translation>
    </message>
    <message>
        <source>Approved by a policy</source>
        <translation>Durch eine Regel freigegeben</translation>
    </message>
    <message>
        <source>Rejected by a policy</source>
        <translation>Durch eine Regel abgelehnt</translation>
    </message>
    <message>
        <source>Decided elsewhere</source>
        <translation>Anderswo entschieden</translation>
    </message>
    <message>
        <source>Already approved by %1</source>
        <translation>Schon von %1 freigegeben</translation>
    </message>
    <message>
        <source>Already rejected by %1</source>
        <translation>Schon von %1 abgelehnt</translation>
    </message>
    <message>
        <source>Already approved</source>
        <translation>Schon freigegeben</translation>
    </message>
    <message>
        <source>Already rejected</source>
        <translation>Schon abgelehnt</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Approved by %1</source>
        <translation>Von %1 freigegeben</translation>
    </message>
    <message>
        <source>Rejected by %1</source>
        <translation>Von %1 abgelehnt</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
    <message>
        <source>Already decided</source>
        <translation>Schon entschieden</translation>
    </message>
    <message>
        <source>Approval sent; the server confirmed nothing</source>
        <translation>Freigabe gesendet; der Server hat nichts bestätigt</translation>
    </message>
    <message>
        <source>Rejection sent; the server confirmed nothing</source>
        <translation>Ablehnung gesendet; der Server hat nichts bestätigt</translation>
    </message>
    <message>
        <source>Not sent: there was no connection</source>
        <translation>Nicht gesendet: Es gab keine Verbindung</translation>
    </message>
    <message>
        <source>Never answered</source>
        <translation>Nie beantwortet</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::Bookmarks</name>
    <message>
        <source>%1 They last until the window is closed.</source>
        <translation>%1 Sie bleiben, bis das Fenster geschlossen wird.</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::DecisionModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::EventModel</name>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Inhalt</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::EventText</name>
    <message>
        <source>the server no longer keeps them</source>
        <translation>der Server hat sie nicht mehr</translation>
    </message>
    <message>
        <source>the stream was started anew</source>
        <translation>der Stream wurde neu begonnen</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>die Verbindung ging verloren</translation>
    </message>
    <message>
        <source>Events between %1 and %2 may be missing</source>
        <translation>Ereignisse zwischen %1 und %2 fehlen vielleicht</translation>
    </message>
    <message>
        <source>Events after %1 may be missing</source>
        <translation>Ereignisse nach %1 fehlen vielleicht</translation>
    </message>
    <message>
        <source>Events before %1 may be missing</source>
        <translation>Ereignisse vor %1 fehlen vielleicht</translation>
    </message>
    <message>
        <source>Events may be missing</source>
        <translation>Ereignisse fehlen vielleicht</translation>
    </message>
    <message>
        <source>Run failed</source>
        <translation>Lauf fehlgeschlagen</translation>
    </message>
    <message>
        <source>Run failed in %1</source>
        <translation>Lauf fehlgeschlagen in %1</translation>
    </message>
    <message>
        <source>Run cancelled</source>
        <translation>Lauf abgebrochen</translation>
    </message>
    <message>
        <source>Run cancelled by %1</source>
        <translation>Lauf abgebrochen von %1</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>decided elsewhere</source>
        <translation>anderswo entschieden</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Zeitablauf</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <comment>approved or rejected, by whom</comment>
        <translation>%1 durch %2</translation>
    </message>
    <message>
        <source>Not known to Stagewatch</source>
        <translation>Stagewatch nicht bekannt</translation>
    </message>
    <message>
        <source>Answer accepted</source>
        <translation>Antwort angenommen</translation>
    </message>
    <message>
        <source>Answer not accepted</source>
        <translation>Antwort nicht angenommen</translation>
    </message>
    <message>
        <source>Run completed</source>
        <translation>Lauf abgeschlossen</translation>
    </message>
    <message>
        <source>Cancel acknowledged</source>
        <translation>Abbruch bestätigt</translation>
    </message>
    <message>
        <source>Cancel requested</source>
        <translation>Abbruch verlangt</translation>
    </message>
    <message>
        <source>The server answered a ping</source>
        <translation>Der Server hat einen Ping beantwortet</translation>
    </message>
    <message>
        <source>The server asked for a sign of life</source>
        <translation>Der Server bat um ein Lebenszeichen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a fact, and what the server says of it</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::JsonTreeModel</name>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n Feld</numerusform>
            <numerusform>%n Felder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is either true or false, and “%2” is neither.</source>
        <translation>%1 ist entweder true oder false, und „%2“ ist keins von beiden.</translation>
    </message>
    <message>
        <source>%1 is a number, and “%2” is none. Write it with a point, such as 0.37.</source>
        <translation>%1 ist eine Zahl, und „%2“ ist keine. Schreiben Sie sie mit Punkt, etwa 0.37.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::LogExporter</name>
    <message>
        <source>it is no file</source>
        <translation>das ist keine Datei</translation>
    </message>
    <message>
        <source>The log was not saved to %1: %2. Choose another place.</source>
        <translation>Das Protokoll wurde nicht in %1 gespeichert: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::LogModel</name>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>The pattern is no regular expression: %1, at character %2. Correct it, or search for plain text.</source>
        <translation>Das Muster ist kein regulärer Ausdruck: %1, bei Zeichen %2. Berichtigen Sie es oder suchen Sie nach einfachem Text.</translation>
    </message>
    <message>
        <source>Local time, UTC or time since the run&apos;s start: right-click to choose.</source>
        <translation>Ortszeit, UTC oder Zeit seit Beginn des Laufs: Rechtsklick, um zu wählen.</translation>
    </message>
    <message>
        <source>The pattern has so many ways to match that the search does not come to an end. Repeat nothing inside a repetition, or search for plain text.</source>
        <translation>Das Suchmuster kann auf so viele Arten passen, dass die Suche kein Ende findet. Wiederholen Sie nichts innerhalb einer Wiederholung, oder suchen Sie nach einfachem Text.</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::LogTimes</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>Since start</source>
        <translation>Seit Beginn</translation>
    </message>
    <message>
        <source>%1
%2 UTC
%3 since the run&apos;s start</source>
        <translation>%1
%2 UTC
%3 seit Beginn des Laufs</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::MetricModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::ProblemModel</name>
    <message>
        <source>Last time</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message numerus="yes">
        <source>%n older problem(s) are no longer listed.</source>
        <translation>
            <numerusform>%n älteres Problem ist nicht mehr aufgeführt.</numerusform>
            <numerusform>%n ältere Probleme sind nicht mehr aufgeführt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::model::RunSubtitle</name>
    <message>
        <source>Failed in %1</source>
        <translation>Fehlgeschlagen in %1</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>since %1</source>
        <comment>a time of day</comment>
        <translation>seit %1</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::StageModel</name>
    <message>
        <source>%1: %2</source>
        <comment>stage: its state</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::TextForm</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>etwa %1 min</translation>
    </message>
    <message numerus="yes">
        <source>about %n day(s)</source>
        <translation>
            <numerusform>etwa %n Tag</numerusform>
            <numerusform>etwa %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>etwa %1 h</translation>
    </message>
    <message>
        <source>about %1 h %2 min</source>
        <translation>etwa %1 h %2 min</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>a remaining time</comment>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 to %2 min left</source>
        <translation>noch %1 bis %2 min</translation>
    </message>
    <message>
        <source>%1 to %2 h left</source>
        <translation>noch %1 bis %2 h</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>%1&#xa0;%</source>
        <comment>a share of a hundred, with a no-break space</comment>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <comment>events a second</comment>
        <translation>%1 pro Sekunde</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <comment>date, time, time zone</comment>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>Wartet auf Freigabe</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Verbindet neu…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connected by polling</source>
        <translation>Verbunden durch Abfragen</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>Getrennt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Not JSON</source>
        <translation>Kein JSON</translation>
    </message>
    <message>
        <source>Not an object</source>
        <translation>Kein Objekt</translation>
    </message>
    <message>
        <source>No event type</source>
        <translation>Kein Ereignistyp</translation>
    </message>
    <message>
        <source>Number not finite</source>
        <translation>Zahl nicht endlich</translation>
    </message>
    <message>
        <source>Odd field</source>
        <translation>Seltsames Feld</translation>
    </message>
    <message>
        <source>Binary message</source>
        <translation>Binärnachricht</translation>
    </message>
    <message>
        <source>Too big</source>
        <translation>Zu groß</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Falsche Reihenfolge</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Server error</source>
        <translation>Serverfehler</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>under 1 min</source>
        <translation>unter 1 min</translation>
    </message>
</context>
<context>
    <name>stagewatch::protocol</name>
    <message>
        <source>is not an object; its fields were taken as absent</source>
        <translation>ist kein Objekt; seine Felder wurden als fehlend behandelt</translation>
    </message>
    <message>
        <source>A number of a message of type %1 is not finite; JSON has no word for that, so it was read as text.</source>
        <translation>Eine Zahl in einer Nachricht vom Typ %1 ist nicht endlich; JSON hat dafür kein Wort, daher wurde sie als Text gelesen.</translation>
    </message>
    <message>
        <source>The number %1 of a message of type %2 is not finite; JSON has no word for that, so it was read as text.</source>
        <translation>Die Zahl %1 in einer Nachricht vom Typ %2 ist nicht endlich; JSON hat dafür kein Wort, daher wurde sie als Text gelesen.</translation>
    </message>
    <message>
        <source>A message is not JSON. %1</source>
        <translation>Eine Nachricht ist kein JSON. %1</translation>
    </message>
    <message>
        <source>A message is JSON, but not an object.</source>
        <translation>Eine Nachricht ist JSON, aber kein Objekt.</translation>
    </message>
    <message>
        <source>A message has no event_type.</source>
        <translation>Eine Nachricht hat keinen event_type.</translation>
    </message>
    <message>
        <source>A message has an event_type that is no text, or an empty one.</source>
        <translation>Eine Nachricht hat einen event_type, der kein Text oder leer ist.</translation>
    </message>
    <message>
        <source>The address begins with &quot;%1://&quot;; write ws://, wss://, http:// or https://.</source>
        <translation>Die Adresse beginnt mit „%1://“; schreiben Sie ws://, wss://, http:// oder https://.</translation>
    </message>
    <message>
        <source>The port &quot;%1&quot; is no number from 1 to 65535.</source>
        <translation>Der Port „%1“ ist keine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>The IPv6 address in &quot;%1&quot; lacks its closing bracket.</source>
        <translation>Der IPv6-Adresse in „%1“ fehlt die schließende Klammer.</translation>
    </message>
    <message>
        <source>The brackets in &quot;%1&quot; hold no IPv6 address.</source>
        <translation>Die Klammern in „%1“ enthalten keine IPv6-Adresse.</translation>
    </message>
    <message>
        <source>Between the IPv6 address and the port of &quot;%1&quot; a colon is missing.</source>
        <translation>Zwischen der IPv6-Adresse und dem Port von „%1“ fehlt ein Doppelpunkt.</translation>
    </message>
    <message>
        <source>The address holds a user name or password before &quot;@&quot;; leave it out and give a token instead.</source>
        <translation>Die Adresse enthält vor „@“ einen Benutzernamen oder ein Passwort; lassen Sie das weg und geben Sie stattdessen ein Token an.</translation>
    </message>
    <message>
        <source>The host &quot;%1&quot; has more than one colon; write an IPv6 address in brackets: [::1]:8000.</source>
        <translation>Der Host „%1“ hat mehr als einen Doppelpunkt; schreiben Sie eine IPv6-Adresse in Klammern: [::1]:8000.</translation>
    </message>
    <message>
        <source>The address names no host; write host:port or a whole URL.</source>
        <translation>Die Adresse nennt keinen Host; schreiben Sie Host:Port oder eine ganze URL.</translation>
    </message>
    <message>
        <source>The host &quot;%1&quot; is no host name and no IP address.</source>
        <translation>Der Host „%1“ ist weder ein Hostname noch eine IP-Adresse.</translation>
    </message>
    <message>
        <source>The address is empty; write a URL or host:port.</source>
        <translation>Die Adresse ist leer; schreiben Sie eine URL oder Host:Port.</translation>
    </message>
    <message>
        <source>The address holds a blank or a control character; leave it out.</source>
        <translation>Die Adresse enthält ein Leerzeichen oder ein Steuerzeichen; lassen Sie es weg.</translation>
    </message>
    <message>
        <source>The address holds a token or key after &quot;?&quot;; leave it out and give it as the connection&apos;s token, which goes into a header and never into a URL.</source>
        <translation>Die Adresse enthält nach „?“ ein Token oder einen Schlüssel; lassen Sie das weg und geben Sie es als Token der Verbindung an, das in einem Header steht und nie in einer URL.</translation>
    </message>
    <message>
        <source>The address is that of project &quot;%1&quot;, but project &quot;%2&quot; was asked for; leave one of the two out.</source>
        <translation>Die Adresse ist die des Projekts „%1“, verlangt wurde aber Projekt „%2“; lassen Sie eines von beiden weg.</translation>
    </message>
    <message>
        <source>The address names no project; give a project id with it.</source>
        <translation>Die Adresse nennt kein Projekt; geben Sie eine Projekt-ID mit an.</translation>
    </message>
    <message>
        <source>The project id &quot;%1&quot; cannot be part of a URL; give the project&apos;s real id.</source>
        <translation>Die Projekt-ID „%1“ kann nicht Teil einer URL sein; geben Sie die wirkliche ID des Projekts an.</translation>
    </message>
    <message>
        <source>The path &quot;%1&quot; of the address cannot be part of a URL.</source>
        <translation>Der Pfad „%1“ der Adresse kann nicht Teil einer URL sein.</translation>
    </message>
    <message>
        <source>a boolean</source>
        <comment>a type of JSON value</comment>
        <translation>ein Wahrheitswert</translation>
    </message>
    <message>
        <source>a number</source>
        <comment>a type of JSON value</comment>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>text</source>
        <comment>a type of JSON value</comment>
        <translation>Text</translation>
    </message>
    <message>
        <source>an array</source>
        <comment>a type of JSON value</comment>
        <translation>ein Array</translation>
    </message>
    <message>
        <source>an object</source>
        <comment>a type of JSON value</comment>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>%1 more fields of the same %2 event were odd.</source>
        <translation>%1 weitere Felder desselben Ereignisses vom Typ %2 waren seltsam.</translation>
    </message>
    <message>
        <source>is %1, not text; it was taken as it is spelled</source>
        <translation>ist %1, kein Text; es wurde übernommen, wie es geschrieben steht</translation>
    </message>
    <message>
        <source>is %1, not a number; it was left out</source>
        <translation>ist %1, keine Zahl; es wurde ausgelassen</translation>
    </message>
    <message>
        <source>is not finite (%1); it was left out</source>
        <translation>ist nicht endlich (%1); es wurde ausgelassen</translation>
    </message>
    <message>
        <source>is %1, not a number; it was taken as %2</source>
        <translation>ist %1, keine Zahl; es wurde als %2 übernommen</translation>
    </message>
    <message>
        <source>is %1, not a whole number from 0 to below 2^53; it was left out</source>
        <translation>ist %1, keine ganze Zahl von 0 bis unter 2^53; es wurde ausgelassen</translation>
    </message>
    <message>
        <source>is %1, not true or false; it was left out</source>
        <translation>ist %1, weder wahr noch falsch; es wurde ausgelassen</translation>
    </message>
    <message>
        <source>is %1, not true or false; it was taken as true</source>
        <translation>ist %1, weder wahr noch falsch; es wurde als wahr übernommen</translation>
    </message>
    <message>
        <source>is %1, not true or false; it was taken as false</source>
        <translation>ist %1, weder wahr noch falsch; es wurde als falsch übernommen</translation>
    </message>
    <message>
        <source>is %1, not ISO 8601; it was taken as time since 1970</source>
        <translation>ist %1, kein ISO 8601; es wurde als Zeit seit 1970 übernommen</translation>
    </message>
    <message>
        <source>is %1, no time; it was left out</source>
        <translation>ist %1, keine Zeit; es wurde ausgelassen</translation>
    </message>
    <message>
        <source>is %1, not an array; it was left out</source>
        <translation>ist %1, kein Array; es wurde ausgelassen</translation>
    </message>
    <message>
        <source>is %1, a negative time; it was left out</source>
        <translation>ist %1, eine negative Zeit; es wurde ausgelassen</translation>
    </message>
    <message>
        <source>lies outside 0 to 1 (%1); bars show it as %2</source>
        <translation>liegt außerhalb von 0 bis 1 (%1); Balken zeigen es als %2</translation>
    </message>
    <message>
        <source>The field %1%2 of a message of type %3 %4.</source>
        <translation>Das Feld %1%2 einer Nachricht vom Typ %3 %4.</translation>
    </message>
    <message>
        <source>There is more text after the JSON value</source>
        <translation>Nach dem JSON-Wert steht weiterer Text</translation>
    </message>
    <message>
        <source>%1, at byte %2.</source>
        <translation>%1, bei Byte %2.</translation>
    </message>
    <message>
        <source>The JSON text breaks off where a value should stand</source>
        <translation>Der JSON-Text bricht ab, wo ein Wert stehen sollte</translation>
    </message>
    <message>
        <source>A JSON value was expected</source>
        <translation>Ein JSON-Wert wurde erwartet</translation>
    </message>
    <message>
        <source>A number lacks digits after its decimal point</source>
        <translation>Einer Zahl fehlen die Ziffern nach dem Dezimalpunkt</translation>
    </message>
    <message>
        <source>A number lacks digits in its exponent</source>
        <translation>Einer Zahl fehlen die Ziffern im Exponenten</translation>
    </message>
    <message>
        <source>A string holds a control character that is not escaped</source>
        <translation>Eine Zeichenkette enthält ein nicht maskiertes Steuerzeichen</translation>
    </message>
    <message>
        <source>The JSON text breaks off inside a string</source>
        <translation>Der JSON-Text bricht mitten in einer Zeichenkette ab</translation>
    </message>
    <message>
        <source>A string holds an escape that JSON does not have</source>
        <translation>Eine Zeichenkette enthält eine Escape-Folge, die JSON nicht kennt</translation>
    </message>
    <message>
        <source>The JSON text is nested deeper than %1 levels</source>
        <translation>Der JSON-Text ist tiefer als %1 Ebenen verschachtelt</translation>
    </message>
    <message>
        <source>A comma or a closing brace was expected</source>
        <translation>Ein Komma oder eine schließende geschweifte Klammer wurde erwartet</translation>
    </message>
    <message>
        <source>The name of a member was expected</source>
        <translation>Der Name eines Felds wurde erwartet</translation>
    </message>
    <message>
        <source>A colon was expected</source>
        <translation>Ein Doppelpunkt wurde erwartet</translation>
    </message>
    <message>
        <source>A comma or a closing bracket was expected</source>
        <translation>Ein Komma oder eine schließende eckige Klammer wurde erwartet</translation>
    </message>
    <message>
        <source>The text is not valid UTF-8.</source>
        <translation>Der Text ist kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>is not an object; it was left out</source>
        <translation>ist kein Objekt; es wurde ausgelassen</translation>
    </message>
    <message>
        <source>is neither approved nor rejected; it was taken as rejected</source>
        <translation>ist weder Freigabe (approved) noch Ablehnung (rejected); es wurde als Ablehnung übernommen</translation>
    </message>
    <message>
        <source>is not an array; it was left out</source>
        <translation>ist kein Array; es wurde ausgelassen</translation>
    </message>
    <message>
        <source>holds something other than an object; it was left out</source>
        <translation>enthält etwas anderes als ein Objekt; es wurde ausgelassen</translation>
    </message>
    <message>
        <source>is no status that Stagewatch knows; it was taken as pending</source>
        <translation>ist kein Status, den Stagewatch kennt; er wurde als ausstehend übernommen</translation>
    </message>
    <message>
        <source>is no status that Stagewatch knows; it was derived from the other fields</source>
        <translation>ist kein Status, den Stagewatch kennt; er wurde aus den anderen Feldern abgeleitet</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::AboutDialog</name>
    <message>
        <source>About Stagewatch</source>
        <translation>Über Stagewatch</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Watches machine-learning pipelines live: their stages, logs, decisions and results. Answers their approvals, and cancels them.</source>
        <translation>Beobachtet Machine-Learning-Pipelines live: ihre Stufen, Protokolle, Entscheidungen und Ergebnisse. Beantwortet ihre Freigaben und bricht sie ab.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später. Ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Built on Qt %1, simdjson and SQLite. Runs on %2.</source>
        <translation>Mit Qt %1, simdjson und SQLite gebaut. Läuft auf %2.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::Approval</name>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Already decided</source>
        <translation>Schon entschieden</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Nobody answered in time, so it was approved.</source>
        <translation>Niemand hat rechtzeitig geantwortet, also wurde freigegeben.</translation>
    </message>
    <message>
        <source>Nobody answered in time, so it was rejected.</source>
        <translation>Niemand hat rechtzeitig geantwortet, also wurde abgelehnt.</translation>
    </message>
    <message>
        <source>A rule of the server approved it.</source>
        <translation>Eine Regel des Servers hat freigegeben.</translation>
    </message>
    <message>
        <source>A rule of the server rejected it.</source>
        <translation>Eine Regel des Servers hat abgelehnt.</translation>
    </message>
    <message>
        <source>The run went on. The server did not say who decided, or what.</source>
        <translation>Der Lauf ging weiter. Der Server sagt nicht, wer entschied und wie.</translation>
    </message>
    <message>
        <source>It was approved.</source>
        <translation>Es wurde freigegeben.</translation>
    </message>
    <message>
        <source>It was rejected.</source>
        <translation>Es wurde abgelehnt.</translation>
    </message>
    <message>
        <source>%1 approved it.</source>
        <translation>%1 hat freigegeben.</translation>
    </message>
    <message>
        <source>%1 rejected it.</source>
        <translation>%1 hat abgelehnt.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a time, and what happened then</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalBanner</name>
    <message>
        <source>Re&amp;ject…</source>
        <translation>A&amp;blehnen…</translation>
    </message>
    <message>
        <source>Re&amp;view…</source>
        <translation>&amp;Prüfen…</translation>
    </message>
    <message>
        <source>Appro&amp;ve</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>Look at the proposal and say why not</source>
        <translation>Den Vorschlag ansehen und sagen, warum nicht</translation>
    </message>
    <message>
        <source>Look at the proposal, and edit it (A)</source>
        <translation>Den Vorschlag ansehen und bearbeiten (A)</translation>
    </message>
    <message>
        <source>Approve it as it is proposed</source>
        <translation>So freigeben, wie vorgeschlagen</translation>
    </message>
    <message>
        <source>confidence %1</source>
        <translation>Konfidenz %1</translation>
    </message>
    <message>
        <source>%1, run %2: %3</source>
        <translation>%1, Lauf %2: %3</translation>
    </message>
    <message>
        <source>%1 (1 more waits)</source>
        <translation>%1 (1 weitere wartet)</translation>
    </message>
    <message>
        <source>%1 (%2 more wait)</source>
        <translation>%1 (%2 weitere warten)</translation>
    </message>
    <message>
        <source>expires in %1</source>
        <translation>läuft ab in %1</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>answer once the connection is back</source>
        <translation>Antwort möglich, sobald die Verbindung wieder steht</translation>
    </message>
    <message>
        <source>asked %1</source>
        <translation>gefragt %1</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalDialog</name>
    <message>
        <source>Approval</source>
        <translation>Freigabe</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Co&amp;mment</source>
        <translation>Ko&amp;mmentar</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 — confidence %2</source>
        <translation>%1 – Konfidenz %2</translation>
    </message>
    <message>
        <source>Last approved (run %1)</source>
        <translation>Zuletzt freigegeben (Lauf %1)</translation>
    </message>
    <message>
        <source>The pipeline sent no values with this question. There is nothing to edit; you can approve, reject and comment.</source>
        <translation>Die Pipeline hat zu dieser Frage keine Werte gesendet. Es gibt nichts zu bearbeiten; freigeben, ablehnen und kommentieren geht.</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>Nicht &amp;jetzt</translation>
    </message>
    <message>
        <source>Decide later; comment and edits are kept (Esc)</source>
        <translation>Später entscheiden; Kommentar und Änderungen bleiben erhalten (Esc)</translation>
    </message>
    <message>
        <source>Send a&amp;gain</source>
        <translation>&amp;Erneut senden</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>&amp;Ablehnen</translation>
    </message>
    <message>
        <source>Answer no; the comment goes with it</source>
        <translation>Nein sagen; der Kommentar geht mit</translation>
    </message>
    <message>
        <source>&amp;Approve</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>asked %1</source>
        <translation>gefragt um %1</translation>
    </message>
    <message>
        <source>This approval is gone: its connection was closed.</source>
        <translation>Diese Freigabe gibt es nicht mehr: Ihre Verbindung wurde geschlossen.</translation>
    </message>
    <message>
        <source>&amp;Approve with edit</source>
        <translation>Mit Änderung &amp;freigeben</translation>
    </message>
    <message>
        <source>&amp;Approve with edits</source>
        <translation>Mit Änderungen &amp;freigeben</translation>
    </message>
    <message>
        <source>Answer yes (Ctrl+Enter)</source>
        <translation>Ja sagen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>A field holds something that cannot be sent.</source>
        <translation>Ein Feld enthält etwas, das nicht gesendet werden kann.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalGist</name>
    <message>
        <source>1 more value</source>
        <translation>1 weiterer Wert</translation>
    </message>
    <message>
        <source>%1 more values</source>
        <translation>%1 weitere Werte</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalStory</name>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Approved. The server confirmed your answer.</source>
        <translation>Freigegeben. Der Server hat Ihre Antwort bestätigt.</translation>
    </message>
    <message>
        <source>Rejected. The server confirmed your answer.</source>
        <translation>Abgelehnt. Der Server hat Ihre Antwort bestätigt.</translation>
    </message>
    <message>
        <source>Already decided, your answer was not taken: %1</source>
        <translation>Schon entschieden, Ihre Antwort zählte nicht: %1</translation>
    </message>
    <message>
        <source>The run ended before anybody answered. There is nothing left to decide.</source>
        <translation>Der Lauf endete, bevor jemand antwortete. Es gibt nichts mehr zu entscheiden.</translation>
    </message>
    <message>
        <source>First answer wins</source>
        <translation>Die erste Antwort zählt</translation>
    </message>
    <message>
        <source>First answer wins · yours is recorded as %1</source>
        <translation>Die erste Antwort zählt · Ihre wird als %1 vermerkt</translation>
    </message>
    <message>
        <source>Sending your approval…</source>
        <translation>Freigabe wird gesendet…</translation>
    </message>
    <message>
        <source>Sending your rejection…</source>
        <translation>Ablehnung wird gesendet…</translation>
    </message>
    <message>
        <source>Already decided by somebody else, your answer was not taken.</source>
        <translation>Schon von jemand anderem entschieden, Ihre Antwort zählte nicht.</translation>
    </message>
    <message>
        <source>Your approval was sent, but the server confirmed nothing within 10 s.</source>
        <translation>Ihre Freigabe wurde gesendet, aber der Server hat innerhalb von 10 s nichts bestätigt.</translation>
    </message>
    <message>
        <source>Your rejection was sent, but the server confirmed nothing within 10 s.</source>
        <translation>Ihre Ablehnung wurde gesendet, aber der Server hat innerhalb von 10 s nichts bestätigt.</translation>
    </message>
    <message>
        <source>Your answer was not sent: there was no connection. Send it again once it is back.</source>
        <translation>Ihre Antwort wurde nicht gesendet: Es gab keine Verbindung. Senden Sie sie erneut, sobald sie wieder steht.</translation>
    </message>
    <message>
        <source>expired %1</source>
        <translation>abgelaufen %1</translation>
    </message>
    <message>
        <source>expires in %1, then it is approved</source>
        <translation>läuft in %1 ab, dann wird freigegeben</translation>
    </message>
    <message>
        <source>expires in %1, then it is rejected</source>
        <translation>läuft in %1 ab, dann wird abgelehnt</translation>
    </message>
    <message>
        <source>expires in %1, then the run fails</source>
        <translation>läuft in %1 ab, dann scheitert der Lauf</translation>
    </message>
    <message>
        <source>expires in %1</source>
        <translation>läuft in %1 ab</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalsPanel</name>
    <message>
        <source>No approvals yet</source>
        <translation>Noch keine Freigaben</translation>
    </message>
    <message>
        <source>Where the pipeline wants a person&apos;s word before it goes on, it asks here. You can look at what it proposes, change it, and approve or reject it.</source>
        <translation>Wo die Pipeline das Wort eines Menschen braucht, bevor sie weitermacht, fragt sie hier. Der Vorschlag lässt sich ansehen, ändern und freigeben oder ablehnen.</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Prüfen…</translation>
    </message>
    <message>
        <source>Look at the proposal, and answer it while it waits (Enter)</source>
        <translation>Den Vorschlag ansehen und beantworten, solange er wartet (Eingabe)</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>Zeigen…</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::BookmarksPopover</name>
    <message>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>No line of this run is marked yet. Ctrl+B marks the current one, and so does a click in front of its time; Ctrl+Shift+B adds a note.</source>
        <translation>Noch ist keine Zeile dieses Laufs markiert. Strg+B markiert die aktuelle, ein Klick vor ihrer Zeit ebenso; Strg+Umschalt+B fügt eine Notiz hinzu.</translation>
    </message>
    <message>
        <source>Enter goes there, Delete removes the bookmark.</source>
        <translation>Eingabe springt hin, Entf entfernt das Lesezeichen.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::CancelDialog</name>
    <message>
        <source>Cancel run</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Cancel %1?</source>
        <translation>%1 abbrechen?</translation>
    </message>
    <message>
        <source>%1 · now in %2</source>
        <translation>%1 · jetzt in %2</translation>
    </message>
    <message>
        <source>Goes into the run&apos;s record</source>
        <translation>Wird beim Lauf vermerkt</translation>
    </message>
    <message>
        <source>&amp;Reason (optional)</source>
        <translation>&amp;Grund (optional)</translation>
    </message>
    <message>
        <source>&amp;Force: end it at once, in the middle of its step</source>
        <translation>Er&amp;zwingen: sofort beenden, mitten im Schritt</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>The pipeline is told to end at once. Work of the current step may be lost or left half done. This cannot be taken back.</source>
        <translation>Die Pipeline soll sofort enden. Arbeit des laufenden Schritts kann verloren gehen oder halb fertig bleiben. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>The pipeline is asked to stop. It ends by itself as soon as it can; what it has done so far stays as it is. This cannot be taken back.</source>
        <translation>Die Pipeline wird gebeten anzuhalten. Sie endet von selbst, sobald sie kann; was sie bisher getan hat, bleibt. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>&amp;Force to end</source>
        <translation>&amp;Ende erzwingen</translation>
    </message>
    <message>
        <source>&amp;Cancel run</source>
        <translation>Lauf ab&amp;brechen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ChoiceButton</name>
    <message numerus="yes">
        <source>%n more are not listed</source>
        <translation>
            <numerusform>%n weitere ist nicht aufgeführt</numerusform>
            <numerusform>%n weitere sind nicht aufgeführt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ConfidenceCard</name>
    <message>
        <source>line at %1</source>
        <translation>Linie bei %1</translation>
    </message>
    <message>
        <source>Threshold line at %1</source>
        <translation>Schwellenlinie bei %1</translation>
    </message>
    <message>
        <source>Confidence of decisions</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Bars below this line are amber. Click to type a number; Left and Right move it.</source>
        <translation>Balken unter dieser Linie sind gelb. Klicken, um eine Zahl einzugeben; Links und Rechts bewegen sie.</translation>
    </message>
    <message>
        <source> %</source>
        <comment>percent, after a number</comment>
        <translation> %</translation>
    </message>
    <message>
        <source>Threshold in percent</source>
        <translation>Schwelle in Prozent</translation>
    </message>
    <message>
        <source>No decisions yet. Each decision that the pipeline takes gets a bar here: the surer the pipeline is, the longer the bar.</source>
        <translation>Noch keine Entscheidungen. Jede Entscheidung der Pipeline bekommt hier einen Balken: je sicherer sie sich ist, desto länger.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ConfidenceChart</name>
    <message>
        <source>%1: confidence not stated</source>
        <translation>%1: Konfidenz nicht genannt</translation>
    </message>
    <message>
        <source>%1: %2, below the line</source>
        <translation>%1: %2, unter der Linie</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Confidence of decisions</source>
        <translation>Konfidenz</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ConnectDialog</name>
    <message>
        <source>Type the token, or choose to connect without one.</source>
        <translation>Geben Sie das Token ein oder wählen Sie, ohne eines zu verbinden.</translation>
    </message>
    <message>
        <source>A token consists of visible ASCII characters without spaces. This one holds something else.</source>
        <translation>Ein Token besteht aus sichtbaren ASCII-Zeichen ohne Leerzeichen. Dieses enthält etwas anderes.</translation>
    </message>
    <message>
        <source>Choose the file that holds the token.</source>
        <translation>Wählen Sie die Datei mit dem Token.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connect to a stream</source>
        <translation>Mit einem Stream verbinden</translation>
    </message>
    <message>
        <source>Rec&amp;ent</source>
        <translation>Zul&amp;etzt</translation>
    </message>
    <message>
        <source>Remo&amp;ve from list</source>
        <translation>Aus &amp;Liste entfernen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>host:port, or a whole ws, wss, http or https address</source>
        <translation>host:port oder eine ganze ws-, wss-, http- oder https-Adresse</translation>
    </message>
    <message>
        <source>&amp;Address of the server</source>
        <translation>&amp;Adresse des Servers</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Projekt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Type it</source>
        <translation>Eingeben</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Aus Datei</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>File that holds the token</source>
        <translation>Datei mit dem Token</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Servers that need one say so (401).</source>
        <translation>Server, die eines brauchen, sagen es (401).</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>Certificate of an authority</source>
        <translation>Zertifikat einer Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>File of an authority to trust</source>
        <translation>Datei einer Zertifizierungsstelle, der vertraut wird</translation>
    </message>
    <message>
        <source>only those of the system</source>
        <translation>nur die des Systems</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>Also trust this authorit&amp;y (PEM file)</source>
        <translation>Auch dieser &amp;Zertifizierungsstelle vertrauen (PEM-Datei)</translation>
    </message>
    <message>
        <source>Attempts to reco&amp;nnect</source>
        <translation>Verbi&amp;ndungsversuche</translation>
    </message>
    <message>
        <source>Connects to %1</source>
        <translation>Verbindet mit %1</translation>
    </message>
    <message>
        <source>Ask whoever runs the pipeline for both, or try the demo first.</source>
        <translation>Wer die Pipeline betreibt, kennt beides; oder probieren Sie zuerst die Demo.</translation>
    </message>
    <message>
        <source>Connect (Enter)</source>
        <translation>Verbinden (Eingabe)</translation>
    </message>
    <message>
        <source>Fill in the address and the project first.</source>
        <translation>Tragen Sie zuerst Adresse und Projekt ein.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ConnectionLine</name>
    <message>
        <source>the server refuses</source>
        <translation>der Server lehnt ab</translation>
    </message>
    <message>
        <source>the server reports a fatal error</source>
        <translation>der Server meldet einen fatalen Fehler</translation>
    </message>
    <message>
        <source>gave up after 1 attempt</source>
        <translation>nach 1 Versuch aufgegeben</translation>
    </message>
    <message>
        <source>gave up after %1 attempts</source>
        <translation>nach %1 Versuchen aufgegeben</translation>
    </message>
    <message>
        <source>closed by the server</source>
        <translation>vom Server geschlossen</translation>
    </message>
    <message>
        <source>not trying again by itself</source>
        <translation>kein neuer Versuch von selbst</translation>
    </message>
    <message>
        <source>Connected by polling</source>
        <translation>Verbunden durch Abfragen</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>%1, %2 ms</source>
        <translation>%1, %2 ms</translation>
    </message>
    <message>
        <source>server answered %1</source>
        <translation>Server antwortete %1</translation>
    </message>
    <message>
        <source>last event %1</source>
        <translation>letztes Ereignis %1</translation>
    </message>
    <message>
        <source>attempt %1 of %2</source>
        <translation>Versuch %1 von %2</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Disconnected since %1</source>
        <translation>Getrennt seit %1</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet…</translation>
    </message>
    <message>
        <source>trying again, %1</source>
        <translation>neuer Versuch, %1</translation>
    </message>
    <message>
        <source>%1, next in %2</source>
        <translation>%1, nächster in %2</translation>
    </message>
    <message>
        <source>Connection closed</source>
        <translation>Verbindung geschlossen</translation>
    </message>
    <message>
        <source>%1, under 1 ms</source>
        <translation>%1, unter 1 ms</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::CopyLine</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::DecisionDetail</name>
    <message>
        <source>Reasoning</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>confidence %1</source>
        <translation>Konfidenz %1</translation>
    </message>
    <message>
        <source>The pipeline gave no reason.</source>
        <translation>Die Pipeline hat keinen Grund genannt.</translation>
    </message>
    <message>
        <source>No metadata came with it.</source>
        <translation>Keine Metadaten dabei.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::DecisionsPanel</name>
    <message>
        <source>No decisions yet</source>
        <translation>Noch keine Entscheidungen</translation>
    </message>
    <message>
        <source>When the pipeline decides something by itself, such as which model to train, it stands here with its reasons and with how sure the pipeline is.</source>
        <translation>Wenn die Pipeline etwas selbst entscheidet, etwa welches Modell sie trainiert, steht es hier, mit Gründen und damit, wie sicher sie sich ist.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::EarlierRunsMenu</name>
    <message>
        <source>&amp;Earlier runs</source>
        <translation>&amp;Frühere Läufe</translation>
    </message>
    <message>
        <source>unknown time</source>
        <translation>Zeit unbekannt</translation>
    </message>
    <message>
        <source>%1, run %2 on %3 · %4 · %5</source>
        <comment>project, number, server, status, start</comment>
        <translation>%1, Lauf %2 auf %3 · %4 · %5</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::EventsPanel</name>
    <message>
        <source>Log lines</source>
        <translation>Protokollzeilen</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>End of the run</source>
        <translation>Ende des Laufs</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Zustände</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Unknown types</source>
        <translation>Unbekannte Arten</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>Alle Ereignisse</translation>
    </message>
    <message numerus="yes">
        <source>%n kind(s)</source>
        <translation>
            <numerusform>%n Art</numerusform>
            <numerusform>%n Arten</numerusform>
        </translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Filter by kind of event</source>
        <translation>Nach Art des Ereignisses filtern</translation>
    </message>
    <message>
        <source>Which kinds of events are shown</source>
        <translation>Welche Arten von Ereignissen gezeigt werden</translation>
    </message>
    <message>
        <source>Keep the newest event in sight. Scrolling up pauses, End resumes.</source>
        <translation>Das neueste Ereignis im Blick behalten. Hochscrollen hält an, Ende setzt fort.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>The filter hides every event</source>
        <translation>Der Filter verbirgt alle Ereignisse</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) came, none of the chosen kinds.</source>
        <translation>
            <numerusform>%n Ereignis kam, keines der gewählten Arten.</numerusform>
            <numerusform>%n Ereignisse kamen, keines der gewählten Arten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>Every message of the server is listed here as it came, with its raw JSON.</source>
        <translation>Jede Nachricht des Servers steht hier, wie sie kam, mit ihrem rohen JSON.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FieldEditor</name>
    <message>
        <source>Proposal</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FileField</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Die Datei %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 ist keine Datei.</translation>
    </message>
    <message>
        <source>%1 cannot be read: you lack the permission.</source>
        <translation>%1 ist nicht lesbar: Die Berechtigung fehlt.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Den Ordner %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 cannot be written: you lack the permission.</source>
        <translation>%1 lässt sich nicht schreiben: Die Berechtigung fehlt.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FilterBar</name>
    <message>
        <source>All levels</source>
        <translation>Alle Grade</translation>
    </message>
    <message>
        <source>Debug and above</source>
        <translation>Ab Debug</translation>
    </message>
    <message>
        <source>Info and above</source>
        <translation>Ab Info</translation>
    </message>
    <message>
        <source>Warning and above</source>
        <translation>Ab Warnung</translation>
    </message>
    <message>
        <source>Error and above</source>
        <translation>Ab Fehler</translation>
    </message>
    <message>
        <source>Critical only</source>
        <translation>Nur kritisch</translation>
    </message>
    <message>
        <source>All stages</source>
        <translation>Alle Stufen</translation>
    </message>
    <message numerus="yes">
        <source>%n stage(s)</source>
        <translation>
            <numerusform>%n Stufe</numerusform>
            <numerusform>%n Stufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Level filter</source>
        <translation>Filter nach Level</translation>
    </message>
    <message>
        <source>Which levels of the log are shown</source>
        <translation>Welche Grade des Protokolls gezeigt werden</translation>
    </message>
    <message>
        <source>Stage filter</source>
        <translation>Filter nach Stufe</translation>
    </message>
    <message>
        <source>The log of which stages is shown</source>
        <translation>Von welchen Stufen das Protokoll gezeigt wird</translation>
    </message>
    <message>
        <source>Without a stage</source>
        <translation>Ohne Stufe</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FindBar</name>
    <message>
        <source>Find in the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>Match case (Alt+C)</source>
        <translation>Groß/klein beachten (Alt+C)</translation>
    </message>
    <message>
        <source>Regular expression (Alt+R)</source>
        <translation>Regulärer Ausdruck (Alt+R)</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>Voriger Treffer (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
    <message>
        <source>Find in every line (regular expression)</source>
        <translation>In jeder Zeile suchen (regulärer Ausdruck)</translation>
    </message>
    <message>
        <source>Find in every line</source>
        <translation>In jeder Zeile suchen</translation>
    </message>
    <message>
        <source>This expression does not work: %1, at character %2. Alt+R searches for plain text instead.</source>
        <translation>Dieser Ausdruck geht nicht: %1, bei Zeichen %2. Alt+R sucht stattdessen nach einfachem Text.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FullTextView</name>
    <message>
        <source>&amp;Wrap lines</source>
        <translation>Zeilen &amp;umbrechen</translation>
    </message>
    <message>
        <source>Log line</source>
        <translation>Protokollzeile</translation>
    </message>
    <message>
        <source>The whole message</source>
        <translation>Die ganze Meldung</translation>
    </message>
    <message>
        <source>&amp;Copy message</source>
        <translation>Meldung &amp;kopieren</translation>
    </message>
    <message>
        <source>Break long lines at the edge of the window</source>
        <translation>Lange Zeilen am Rand des Fensters umbrechen</translation>
    </message>
    <message>
        <source>This line is too long to be wrapped. Scroll sideways, or copy it into an editor.</source>
        <translation>Diese Zeile ist zu lang zum Umbrechen. Seitlich scrollen oder in einen Editor kopieren.</translation>
    </message>
    <message>
        <source>Raw event</source>
        <translation>Rohes Ereignis</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::GoToPopover</name>
    <message>
        <source>Time or stage to go to</source>
        <translation>Zeit oder Stufe, zu der gesprungen wird</translation>
    </message>
    <message>
        <source>Time or stage: 14:02, +12:41, training</source>
        <translation>Zeit oder Stufe: 14:02, +12:41, training</translation>
    </message>
    <message>
        <source>Stages of the run</source>
        <translation>Stufen des Laufs</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::Inspector</name>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>The event as indented JSON</source>
        <translation>Das Ereignis als eingerücktes JSON</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>The event as a tree</source>
        <translation>Das Ereignis als Baum</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the event as it came</source>
        <translation>Das Ereignis kopieren, wie es kam</translation>
    </message>
    <message>
        <source>Raw JSON of the event</source>
        <translation>Rohes JSON des Ereignisses</translation>
    </message>
    <message>
        <source>Only the beginning is shown. Copy takes the whole event.</source>
        <translation>Nur der Anfang wird gezeigt. Kopieren nimmt das ganze Ereignis.</translation>
    </message>
    <message>
        <source>No event selected</source>
        <translation>Kein Ereignis gewählt</translation>
    </message>
    <message>
        <source>Select an event to see it as the server sent it.</source>
        <translation>Wählen Sie ein Ereignis, um es so zu sehen, wie der Server es gesendet hat.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LevelStrip</name>
    <message>
        <source>Levels along the log</source>
        <translation>Grade entlang des Protokolls</translation>
    </message>
    <message>
        <source>%1 lines, errors: %2, warnings: %3</source>
        <translation>%1 Zeilen, Fehler: %2, Warnungen: %3</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>two times</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Click to go there</source>
        <translation>Klicken, um hinzuspringen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LinePane</name>
    <message>
        <source>Full text…</source>
        <translation>Voller Text…</translation>
    </message>
    <message>
        <source>The current line, wrapped</source>
        <translation>Die aktuelle Zeile, umbrochen</translation>
    </message>
    <message>
        <source>Choose a line to read all of it here</source>
        <translation>Wählen Sie eine Zeile, um sie hier ganz zu lesen</translation>
    </message>
    <message>
        <source>The first %1 of %2 characters</source>
        <translation>Die ersten %1 von %2 Zeichen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogActions</name>
    <message>
        <source>Save &amp;log as…</source>
        <translation>Protokoll &amp;speichern unter…</translation>
    </message>
    <message>
        <source>Lines of the log as text, NDJSON or CSV in a file</source>
        <translation>Zeilen des Protokolls als Text, NDJSON oder CSV in eine Datei</translation>
    </message>
    <message>
        <source>&amp;Go to time or stage…</source>
        <translation>&amp;Gehe zu Zeit oder Stufe…</translation>
    </message>
    <message>
        <source>To a time, or to where a stage began</source>
        <translation>Zu einer Zeit oder dorthin, wo eine Stufe begann</translation>
    </message>
    <message>
        <source>To the &amp;start of this stage</source>
        <translation>Zum &amp;Beginn dieser Stufe</translation>
    </message>
    <message>
        <source>To where the stage of the current line began</source>
        <translation>Dorthin, wo die Stufe der aktuellen Zeile begann</translation>
    </message>
    <message>
        <source>&amp;Bookmark</source>
        <translation>&amp;Lesezeichen</translation>
    </message>
    <message>
        <source>Mark the current line, or unmark it</source>
        <translation>Die aktuelle Zeile markieren oder die Markierung aufheben</translation>
    </message>
    <message>
        <source>Bookmark &amp;with a note…</source>
        <translation>Lesezeichen mit &amp;Notiz…</translation>
    </message>
    <message>
        <source>Write a note on the current line</source>
        <translation>Eine Notiz zur aktuellen Zeile schreiben</translation>
    </message>
    <message>
        <source>Ne&amp;xt bookmark</source>
        <translation>Nä&amp;chstes Lesezeichen</translation>
    </message>
    <message>
        <source>To the next marked line</source>
        <translation>Zur nächsten markierten Zeile</translation>
    </message>
    <message>
        <source>Prev&amp;ious bookmark</source>
        <translation>Vor&amp;iges Lesezeichen</translation>
    </message>
    <message>
        <source>To the previous marked line</source>
        <translation>Zur vorigen markierten Zeile</translation>
    </message>
    <message>
        <source>&amp;All bookmarks…</source>
        <translation>&amp;Alle Lesezeichen…</translation>
    </message>
    <message>
        <source>The marked lines, with their notes</source>
        <translation>Die markierten Zeilen mit ihren Notizen</translation>
    </message>
    <message>
        <source>&amp;Local time</source>
        <translation>&amp;Ortszeit</translation>
    </message>
    <message>
        <source>&amp;UTC</source>
        <translation>&amp;UTC</translation>
    </message>
    <message>
        <source>Since the run&apos;s &amp;start</source>
        <translation>Seit &amp;Beginn des Laufs</translation>
    </message>
    <message>
        <source>&amp;Wrap the current line</source>
        <translation>Aktuelle Zeile um&amp;brechen</translation>
    </message>
    <message>
        <source>All of the current line, wrapped, below the log</source>
        <translation>Die ganze aktuelle Zeile, umbrochen, unter dem Protokoll</translation>
    </message>
    <message>
        <source>L&amp;evels along the scroll bar</source>
        <translation>&amp;Grade an der Bildlaufleiste</translation>
    </message>
    <message>
        <source>Where in the whole log errors, warnings and bookmarks are</source>
        <translation>Wo im ganzen Protokoll Fehler, Warnungen und Lesezeichen sind</translation>
    </message>
    <message>
        <source>Times of the &amp;log</source>
        <translation>&amp;Zeiten des Protokolls</translation>
    </message>
    <message>
        <source>&amp;Fold repeated lines</source>
        <translation>Wiederholte Zeilen &amp;falten</translation>
    </message>
    <message>
        <source>One row with a count for a message that came again, and for a progress line that was drawn anew</source>
        <translation>Eine Reihe mit Anzahl für eine Meldung, die wiederkam, und für eine Fortschrittszeile, die neu gezeichnet wurde</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogCommands</name>
    <message>
        <source>Only the first %1 of %2 lines were copied. Save the log as a file (%3) for all of them.</source>
        <translation>Nur die ersten %1 von %2 Zeilen wurden kopiert. Speichern Sie das Protokoll als Datei (%3), um alle zu haben.</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy messages</source>
        <translation>Meldungen kopieren</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Meldung kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Full text…</source>
        <translation>Voller Text…</translation>
    </message>
    <message>
        <source>Show among the events</source>
        <translation>Unter den Ereignissen zeigen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogDelegate</name>
    <message>
        <source>Remove the bookmark (Ctrl+B)</source>
        <translation>Lesezeichen entfernen (Strg+B)</translation>
    </message>
    <message>
        <source>Mark this line (Ctrl+B)</source>
        <translation>Diese Zeile markieren (Strg+B)</translation>
    </message>
    <message>
        <source>%1 lines in a row that say the same, or draw a progress line anew; this is the newest</source>
        <translation>%1 Zeilen hintereinander, die dasselbe sagen oder eine Fortschrittszeile neu zeichnen; das ist die neueste</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogFinder</name>
    <message>
        <source>searching…</source>
        <translation>sucht…</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>kein Treffer</translation>
    </message>
    <message>
        <source>from the top</source>
        <translation>von oben</translation>
    </message>
    <message>
        <source>from the end</source>
        <translation>von unten</translation>
    </message>
    <message numerus="yes">
        <source>On %n line(s) this expression has so many ways to match that they were left out. Repeat nothing inside a repetition.</source>
        <translation>
            <numerusform>In %n Zeile kann dieser Ausdruck auf so viele Arten passen, dass sie ausgelassen wurde. Wiederholen Sie nichts innerhalb einer Wiederholung.</numerusform>
            <numerusform>In %n Zeilen kann dieser Ausdruck auf so viele Arten passen, dass sie ausgelassen wurden. Wiederholen Sie nichts innerhalb einer Wiederholung.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>which match, of how many</comment>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln Treffer</numerusform>
            <numerusform>%Ln Treffer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogJumper</name>
    <message>
        <source>No event of that stage came, so there is no place to go to.</source>
        <translation>Von dieser Stufe kam kein Ereignis, also gibt es keine Stelle, zu der gesprungen werden kann.</translation>
    </message>
    <message>
        <source>That is neither a time nor a stage of this run. Write a time as 14:02, 14:02:51, 2026-05-28 14:02 or, from the run&apos;s start, +12:41.</source>
        <translation>Das ist weder eine Zeit noch eine Stufe dieses Laufs. Schreiben Sie eine Zeit als 14:02, 14:02:51, 2026-05-28 14:02 oder, ab Beginn des Laufs, +12:41.</translation>
    </message>
    <message>
        <source>This line belongs to no stage.</source>
        <translation>Diese Zeile gehört zu keiner Stufe.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogMarker</name>
    <message>
        <source>No line is chosen. Click one, or go to one with the arrow keys.</source>
        <translation>Keine Zeile ist gewählt. Klicken Sie eine an oder gehen Sie mit den Pfeiltasten zu einer.</translation>
    </message>
    <message>
        <source>The filter hides the marked line; this is the next one that it shows.</source>
        <translation>Der Filter verbirgt die markierte Zeile; das ist die nächste, die er zeigt.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogPanel</name>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the newest line in sight. Scrolling up pauses, End resumes.</source>
        <translation>Die neueste Zeile im Blick behalten. Hochscrollen hält an, Ende setzt fort.</translation>
    </message>
    <message>
        <source>The filter hides every line</source>
        <translation>Der Filter verbirgt alle Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) came, none of the chosen level and stages.</source>
        <translation>
            <numerusform>%n Zeile kam, keine vom gewählten Level und den gewählten Stufen.</numerusform>
            <numerusform>%n Zeilen kamen, keine vom gewählten Level und den gewählten Stufen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>No log yet</source>
        <translation>Noch kein Protokoll</translation>
    </message>
    <message>
        <source>What the pipeline writes to its log appears here, line by line, as it happens.</source>
        <translation>Was die Pipeline in ihr Protokoll schreibt, erscheint hier Zeile für Zeile, während es geschieht.</translation>
    </message>
    <message>
        <source>How the log is shown</source>
        <translation>Wie das Protokoll gezeigt wird</translation>
    </message>
    <message>
        <source>How the log is shown: times and more</source>
        <translation>Wie das Protokoll gezeigt wird: Zeiten und mehr</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogSaver</name>
    <message>
        <source>Saving to %1: %2</source>
        <translation>Speichern in %1: %2</translation>
    </message>
    <message>
        <source>Saving was cancelled; nothing was written to %1.</source>
        <translation>Das Speichern wurde abgebrochen; in %1 wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>One line was saved to %1.</source>
        <translation>Eine Zeile wurde in %1 gespeichert.</translation>
    </message>
    <message>
        <source>%1 lines were saved to %2.</source>
        <translation>%1 Zeilen wurden in %2 gespeichert.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogTable</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Go to the newest line and follow (End)</source>
        <translation>Zur neuesten Zeile gehen und folgen (Ende)</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>1 new line</source>
        <translation>1 neue Zeile</translation>
    </message>
    <message>
        <source>%1 new lines</source>
        <translation>%1 neue Zeilen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::MainWindow</name>
    <message>
        <source>Stagewatch</source>
        <translation>Stagewatch</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Recordings (*.ndjson *.jsonl);;All files (*)</source>
        <translation>Aufzeichnungen (*.ndjson *.jsonl);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::MetricCell</name>
    <message>
        <source>%1 (not finite)</source>
        <translation>%1 (nicht endlich)</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::MetricChart</name>
    <message>
        <source>%1 is not finite: no value so far can be drawn.</source>
        <translation>%1 ist nicht endlich: Bisher ist kein Wert darstellbar.</translation>
    </message>
    <message>
        <source>%1 is not finite since %2.</source>
        <translation>%1 ist seit %2 nicht endlich.</translation>
    </message>
    <message numerus="yes">
        <source>%n values were not finite; the curve is broken there.</source>
        <translation>
            <numerusform>%n Wert war nicht endlich; dort ist die Kurve unterbrochen.</numerusform>
            <numerusform>%n Werte waren nicht endlich; dort ist die Kurve unterbrochen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Curve of %1</source>
        <translation>Kurve von %1</translation>
    </message>
    <message>
        <source>from %1 to %2, now %3</source>
        <translation>von %1 bis %2, jetzt %3</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>logarithmic scale</source>
        <translation>logarithmische Skala</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::MetricCurves</name>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>Metrics to draw</source>
        <translation>Gezeichnete Metriken</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::NotePopover</name>
    <message>
        <source>Remove bookmark</source>
        <translation>Lesezeichen entfernen</translation>
    </message>
    <message>
        <source>Note on this line</source>
        <translation>Notiz zu dieser Zeile</translation>
    </message>
    <message>
        <source>A note on this line</source>
        <translation>Eine Notiz zu dieser Zeile</translation>
    </message>
    <message>
        <source>Shift+Enter begins a line</source>
        <translation>Umschalt+Eingabe: neue Zeile</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::OutcomeView</name>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failed in %1</source>
        <translation>Fehlgeschlagen in %1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled by %1</source>
        <translation>Abgebrochen von %1</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>Bisher</translation>
    </message>
    <message>
        <source>No reason was given.</source>
        <translation>Kein Grund genannt.</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>Grund: %1</translation>
    </message>
    <message>
        <source>The result comes when the run has ended.</source>
        <translation>Das Ergebnis kommt, wenn der Lauf geendet hat.</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <translation>%1, nach %2</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::OverviewDelegate</name>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Im Gang</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Beendet</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ProblemsPanel</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>What a server sends that cannot be read, or that had to be mended, is listed here with the bytes that came. The stream goes on meanwhile.</source>
        <translation>Was ein Server sendet und nicht lesbar ist oder berichtigt werden musste, steht hier mit den empfangenen Bytes. Der Stream geht indessen weiter.</translation>
    </message>
    <message>
        <source>The bytes as text, control characters as escapes</source>
        <translation>Die Bytes als Text, Steuerzeichen als Escapes</translation>
    </message>
    <message>
        <source>The bytes as hexadecimal numbers</source>
        <translation>Die Bytes als hexadezimale Zahlen</translation>
    </message>
    <message>
        <source>Copy what is shown below</source>
        <translation>Kopieren, was unten gezeigt wird</translation>
    </message>
    <message>
        <source>The bytes that came</source>
        <translation>Die empfangenen Bytes</translation>
    </message>
    <message>
        <source>Nothing was received with this problem.</source>
        <translation>Mit diesem Problem wurde nichts empfangen.</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Select a problem to see the bytes that came.</source>
        <translation>Wählen Sie ein Problem, um die empfangenen Bytes zu sehen.</translation>
    </message>
    <message>
        <source>No problem selected</source>
        <translation>Kein Problem gewählt</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ProgressBar</name>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ProposalField</name>
    <message numerus="yes">
        <source>Write at least %n characters.</source>
        <translation>
            <numerusform>Mindestens %n Zeichen eingeben.</numerusform>
            <numerusform>Mindestens %n Zeichen eingeben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n characters.</source>
        <translation>
            <numerusform>Höchstens %n Zeichen eingeben.</numerusform>
            <numerusform>Höchstens %n Zeichen eingeben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose one of the values in the list.</source>
        <translation>Einen der Werte aus der Liste wählen.</translation>
    </message>
    <message>
        <source>Write a JSON value; null for none.</source>
        <translation>Einen JSON-Wert eingeben; null für keinen.</translation>
    </message>
    <message>
        <source>Not valid JSON: %1</source>
        <translation>Kein gültiges JSON: %1</translation>
    </message>
    <message>
        <source>A number is needed here.</source>
        <translation>Hier wird eine Zahl gebraucht.</translation>
    </message>
    <message>
        <source>Write a whole number, such as 400.</source>
        <translation>Eine ganze Zahl eingeben, etwa 400.</translation>
    </message>
    <message>
        <source>Write the number with a point, such as 0.5.</source>
        <translation>Die Zahl mit Punkt eingeben, etwa 0.5.</translation>
    </message>
    <message>
        <source>Write a number, such as 0.5 or 1e-3.</source>
        <translation>Eine Zahl eingeben, etwa 0.5 oder 1e-3.</translation>
    </message>
    <message>
        <source>This number is too large.</source>
        <translation>Diese Zahl ist zu groß.</translation>
    </message>
    <message>
        <source>Write a number above %1.</source>
        <translation>Eine Zahl über %1 eingeben.</translation>
    </message>
    <message>
        <source>Write %1 or more.</source>
        <translation>%1 oder mehr eingeben.</translation>
    </message>
    <message>
        <source>Write a number below %1.</source>
        <translation>Eine Zahl unter %1 eingeben.</translation>
    </message>
    <message>
        <source>Write %1 or less.</source>
        <translation>%1 oder weniger eingeben.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ProposalForm</name>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>Vorgeschlagen</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Put %1 back</source>
        <translation>Zurück zu %1</translation>
    </message>
    <message>
        <source>Put %1 back to %2</source>
        <translation>%1 zurück auf %2 setzen</translation>
    </message>
    <message>
        <source>cannot be edited</source>
        <translation>nicht bearbeitbar</translation>
    </message>
    <message>
        <source>edited, was %1</source>
        <translation>geändert, war %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::RecentList</name>
    <message>
        <source>Recent connections</source>
        <translation>Letzte Verbindungen</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ResultsPanel</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>Noch keine Ergebnisse</translation>
    </message>
    <message>
        <source>What comes out of a run stands here: its metrics as curves while it runs, and its result, or the error, once it has ended.</source>
        <translation>Was ein Lauf ergibt, steht hier: seine Metriken als Kurven, während er läuft, und sein Ergebnis oder der Fehler, sobald er geendet hat.</translation>
    </message>
    <message>
        <source>No metrics yet</source>
        <translation>Noch keine Metriken</translation>
    </message>
    <message>
        <source>When the pipeline reports numbers such as a loss, their curves stand here. The result follows when the run has ended.</source>
        <translation>Wenn die Pipeline Zahlen wie einen Loss meldet, stehen hier ihre Kurven. Das Ergebnis folgt, wenn der Lauf geendet hat.</translation>
    </message>
    <message>
        <source>The pipeline sent no result when it completed.</source>
        <translation>Die Pipeline hat beim Abschluss kein Ergebnis gesendet.</translation>
    </message>
    <message>
        <source>The pipeline did not say what went wrong. The last lines of the log may tell.</source>
        <translation>Die Pipeline hat nicht gesagt, was schiefging. Die letzten Zeilen des Protokolls verraten es vielleicht.</translation>
    </message>
    <message>
        <source>It reported no metrics before it ended.</source>
        <translation>Sie hat bis zu ihrem Ende keine Metriken gemeldet.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::RunHeader</name>
    <message>
        <source>&amp;Cancel run…</source>
        <translation>Lauf abbre&amp;chen…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Ask the server to cancel this run (Ctrl+K)</source>
        <translation>Den Server bitten, diesen Lauf abzubrechen (Strg+K)</translation>
    </message>
    <message>
        <source>Connect at once (Ctrl+R)</source>
        <translation>Sofort verbinden (Strg+R)</translation>
    </message>
    <message>
        <source>Read how the run ended</source>
        <translation>Lesen, wie der Lauf endete</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Waiting for the first event</source>
        <translation>Wartet auf das erste Ereignis</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>Started %1</source>
        <translation>Begonnen %1</translation>
    </message>
    <message>
        <source>Cancel requested, waiting for the server&apos;s word</source>
        <translation>Abbruch verlangt, wartet auf den Server</translation>
    </message>
    <message>
        <source>Cancel acknowledged, but no pipeline is attached to the server to hear it</source>
        <translation>Abbruch bestätigt, aber keine Pipeline hängt am Server, die ihn hört</translation>
    </message>
    <message>
        <source>Cancel acknowledged, waiting for the run to end</source>
        <translation>Abbruch bestätigt, wartet auf das Ende des Laufs</translation>
    </message>
    <message>
        <source>The server has not confirmed the cancel; you can ask again</source>
        <translation>Der Server hat den Abbruch nicht bestätigt; Sie können erneut bitten</translation>
    </message>
    <message>
        <source>The cancel could not be sent; ask again once the connection is back</source>
        <translation>Der Abbruch konnte nicht gesendet werden; bitten Sie erneut, sobald die Verbindung wieder steht</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Completed in %1</source>
        <translation>Abgeschlossen in %1</translation>
    </message>
    <message>
        <source>%1, before the cancel reached it</source>
        <translation>%1, bevor der Abbruch ankam</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failed in %1</source>
        <translation>Fehlgeschlagen in %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Cancelled after %1</source>
        <translation>Abgebrochen nach %1</translation>
    </message>
    <message>
        <source>Cancelled by %1 after %2</source>
        <translation>Abgebrochen von %1 nach %2</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled by %1</source>
        <translation>Abgebrochen von %1</translation>
    </message>
    <message>
        <source>Between what the server estimates and what the stages took the last time</source>
        <translation>Zwischen der Schätzung des Servers und dem, was die Stufen beim letzten Mal gebraucht haben</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::RunPage</name>
    <message>
        <source>Views of the run</source>
        <translation>Ansichten des Laufs</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::SaveLogDialog</name>
    <message>
        <source>Save the log</source>
        <translation>Protokoll speichern</translation>
    </message>
    <message>
        <source>Text (*.txt);;NDJSON (*.ndjson);;CSV (*.csv);;All files (*)</source>
        <translation>Text (*.txt);;NDJSON (*.ndjson);;CSV (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>What is selected: %1</source>
        <comment>a number of lines</comment>
        <translation>Was ausgewählt ist: %1</translation>
    </message>
    <message>
        <source>What the filter shows: %1</source>
        <comment>a number of lines</comment>
        <translation>Was der Filter zeigt: %1</translation>
    </message>
    <message>
        <source>Every line of the run: %1</source>
        <comment>a number of lines</comment>
        <translation>Alle Zeilen des Laufs: %1</translation>
    </message>
    <message>
        <source>Text, a line each</source>
        <translation>Text, je eine Zeile</translation>
    </message>
    <message>
        <source>NDJSON, the events as received</source>
        <translation>NDJSON, die Ereignisse wie empfangen</translation>
    </message>
    <message>
        <source>CSV, for a spreadsheet</source>
        <translation>CSV, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>&amp;Zeilen</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>Fil&amp;e</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>There is a file of that name already. It is replaced.</source>
        <translation>Eine Datei dieses Namens gibt es schon. Sie wird ersetzt.</translation>
    </message>
    <message>
        <source>Only you can read the file, as with everything that Stagewatch keeps.</source>
        <translation>Nur Sie können die Datei lesen, wie alles, was Stagewatch aufbewahrt.</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::SaveNotice</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop writing; no file is left behind</source>
        <translation>Nicht weiterschreiben; es bleibt keine Datei zurück</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Restore defaults</source>
        <translation>Standard&amp;werte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Another language begins at the next start.</source>
        <translation>Eine andere Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds, after a number</comment>
        <translation> s</translation>
    </message>
    <message>
        <source>How often a connection is asked whether it is still alive</source>
        <translation>Wie oft eine Verbindung gefragt wird, ob sie noch lebt</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>How often a lost connection is tried again before it waits for you</source>
        <translation>Wie oft eine verlorene Verbindung neu versucht wird, bevor sie auf Sie wartet</translation>
    </message>
    <message>
        <source> %</source>
        <comment>percent, after a number</comment>
        <translation> %</translation>
    </message>
    <message>
        <source>Decisions that the pipeline is less sure of are amber</source>
        <translation>Entscheidungen, bei denen die Pipeline weniger sicher ist, sind gelb</translation>
    </message>
    <message>
        <source>&amp;Tell me when a run waits, fails or ends</source>
        <translation>&amp;Melden, wenn ein Lauf wartet, scheitert oder endet</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>&amp;Aussehen</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>&amp;Ping every</source>
        <translation>Pi&amp;ng alle</translation>
    </message>
    <message>
        <source>Attempts to re&amp;connect</source>
        <translation>&amp;Verbindungsversuche</translation>
    </message>
    <message>
        <source>Confi&amp;dence line</source>
        <translation>&amp;Konfidenzlinie</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Mitteilungen</translation>
    </message>
    <message>
        <source>Only encr&amp;ypted ones (wss), as in production</source>
        <translation>Nur &amp;verschlüsselte (wss), wie im Produktivbetrieb</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::Sidebar</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>All runs at a glance (Alt+1)</source>
        <translation>Alle Läufe auf einen Blick (Alt+1)</translation>
    </message>
    <message>
        <source>Every approval that waits (Alt+2)</source>
        <translation>Alle wartenden Freigaben (Alt+2)</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <source>Watch another stream (Ctrl+L)</source>
        <translation>Einen weiteren Stream beobachten (Strg+L)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 Lauf</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 Läufe</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>&amp;Disconnect and remove</source>
        <translation>&amp;Trennen und entfernen</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Started %1</source>
        <translation>Begonnen %1</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::StageDelegate</name>
    <message>
        <source>usually %1</source>
        <translation>meist %1</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::StageList</name>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>No stages yet. Each one appears here when the pipeline begins it or says that it will.</source>
        <translation>Noch keine Stufen. Jede erscheint hier, sobald die Pipeline sie beginnt oder ankündigt.</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::StateLook</name>
    <message>
        <source>Disconnected</source>
        <translation>Getrennt</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::StatusLine</name>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>journal %1</source>
        <translation>Journal %1</translation>
    </message>
    <message>
        <source>1 approval waits</source>
        <translation>1 Freigabe wartet</translation>
    </message>
    <message>
        <source>%1 approvals wait</source>
        <translation>%1 Freigaben warten</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::WaitingPage</name>
    <message>
        <source>Nothing waits for you</source>
        <translation>Nichts wartet auf Sie</translation>
    </message>
    <message>
        <source>A pipeline that wants a person&apos;s word before it goes on asks for an approval. It then stands here, and in its run&apos;s page.</source>
        <translation>Eine Pipeline, die das Wort eines Menschen braucht, bevor sie weitermacht, bittet um eine Freigabe. Die steht dann hier und auf der Seite ihres Laufs.</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::WelcomePage</name>
    <message>
        <source>Watch a pipeline</source>
        <translation>Eine Pipeline beobachten</translation>
    </message>
    <message>
        <source>Stagewatch shows a machine-learning pipeline while it runs: its stages, its log and its decisions. You answer what it asks, and you can stop it.</source>
        <translation>Stagewatch zeigt eine Machine-Learning-Pipeline, während sie läuft: ihre Stufen, ihr Protokoll und ihre Entscheidungen. Sie beantworten, was sie fragt, und können sie anhalten.</translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation>&amp;Verbinden…</translation>
    </message>
    <message>
        <source>Watch a stream by its address (Ctrl+L)</source>
        <translation>Einen Stream über seine Adresse beobachten (Strg+L)</translation>
    </message>
    <message>
        <source>&amp;Try the demo</source>
        <translation>De&amp;mo ausprobieren</translation>
    </message>
    <message>
        <source>A pipeline of seven stages that asks for an approval, inside this program (Ctrl+Shift+D)</source>
        <translation>Eine Pipeline mit sieben Stufen, die um eine Freigabe bittet, in diesem Programm (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>No pipeline at hand? Host one to practise with on this machine, then connect to localhost:8000</source>
        <translation>Keine Pipeline zur Hand? Eine zum Üben auf diesem Rechner starten, dann mit localhost:8000 verbinden</translation>
    </message>
    <message>
        <source>Without a window, in the terminal</source>
        <translation>Ohne Fenster, im Terminal</translation>
    </message>
    <message>
        <source>Any program as a pipeline, once “stagewatch serve” runs: its output is the log</source>
        <translation>Jedes Programm als Pipeline, sobald „stagewatch serve“ läuft: seine Ausgabe ist das Protokoll</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation>&amp;Verbinden…</translation>
    </message>
    <message>
        <source>Watch another stream</source>
        <translation>Einen weiteren Stream beobachten</translation>
    </message>
    <message>
        <source>Try the &amp;demo</source>
        <translation>De&amp;mo ausprobieren</translation>
    </message>
    <message>
        <source>A pipeline inside this program</source>
        <translation>Eine Pipeline in diesem Programm</translation>
    </message>
    <message>
        <source>Open &amp;recording…</source>
        <translation>Auf&amp;zeichnung öffnen…</translation>
    </message>
    <message>
        <source>Events that were saved as NDJSON</source>
        <translation>Ereignisse, die als NDJSON gespeichert wurden</translation>
    </message>
    <message>
        <source>Disconnect and &amp;remove</source>
        <translation>&amp;Trennen und entfernen</translation>
    </message>
    <message>
        <source>The pipeline goes on</source>
        <translation>Die Pipeline läuft weiter</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>No pipeline is cancelled by it</source>
        <translation>Keine Pipeline wird dadurch abgebrochen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Re&amp;view the approval…</source>
        <translation>Freigabe &amp;prüfen…</translation>
    </message>
    <message>
        <source>&amp;Cancel run…</source>
        <translation>Lauf abbre&amp;chen…</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>Connect at once</source>
        <translation>Sofort verbinden</translation>
    </message>
    <message>
        <source>&amp;Find in the log</source>
        <translation>Im Protokoll &amp;suchen</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>&amp;Rückwärts suchen</translation>
    </message>
    <message>
        <source>Next &amp;error</source>
        <translation>Nächster &amp;Fehler</translation>
    </message>
    <message>
        <source>Previous e&amp;rror</source>
        <translation>V&amp;origer Fehler</translation>
    </message>
    <message>
        <source>F&amp;ollow the newest line</source>
        <translation>Neuester &amp;Zeile folgen</translation>
    </message>
    <message>
        <source>Run a&amp;bove</source>
        <translation>Lauf &amp;darüber</translation>
    </message>
    <message>
        <source>Run belo&amp;w</source>
        <translation>Lauf darun&amp;ter</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>Ü&amp;bersicht</translation>
    </message>
    <message>
        <source>&amp;Waiting approvals</source>
        <translation>&amp;Wartende Freigaben</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>&amp;Decisions</source>
        <translation>&amp;Entscheidungen</translation>
    </message>
    <message>
        <source>&amp;Approvals of the run</source>
        <translation>&amp;Freigaben des Laufs</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>E&amp;rgebnisse</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>Pr&amp;obleme</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>Ere&amp;ignisse</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Design</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>How to &amp;begin</source>
        <translation>&amp;Erste Schritte</translation>
    </message>
    <message>
        <source>&amp;About Stagewatch</source>
        <translation>Über &amp;Stagewatch</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::WindowDialogs</name>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
</context>
</TS>
