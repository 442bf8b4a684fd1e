<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>stagewatch::app</name>
    <message>
        <source>The token has characters that cannot stand in a header; use visible ASCII without spaces.</source>
        <translation>令牌含有不能用于标头的字符；请使用不含空格的可见 ASCII 字符。</translation>
    </message>
</context>
<context>
    <name>stagewatch::app::Workspace</name>
    <message>
        <source>There is no file &quot;%1&quot;.</source>
        <translation>没有文件“%1”。</translation>
    </message>
    <message>
        <source>This is a recording; nobody hears an answer.</source>
        <translation>这是录制内容，不会有人收到答复。</translation>
    </message>
    <message>
        <source>This stream is not kept after the window is closed: %1</source>
        <translation>窗口关闭后不会保留此数据流：%1</translation>
    </message>
</context>
<context>
    <name>stagewatch::client</name>
    <message>
        <source>%1 closed the connection with code %2.</source>
        <translation>%1 关闭了连接，代码为 %2。</translation>
    </message>
    <message>
        <source>%1 closed the connection with code %2 (%3).</source>
        <translation>%1 关闭了连接，代码为 %2（%3）。</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>与 %1 的连接已断开。</translation>
    </message>
    <message>
        <source>%1 closed the connection: it has nothing more to send.</source>
        <translation>%1 关闭了连接：没有更多内容可发送。</translation>
    </message>
    <message>
        <source>%1 is going away, or stopped in the middle of a message.</source>
        <translation>%1 正在停止服务，或在消息中途中断。</translation>
    </message>
    <message>
        <source>A message of %1 could not be read as UTF-8, and the connection was closed. A server that sends large messages in several frames may cause this; tell its operator.</source>
        <translation>%1 的一条消息无法按 UTF-8 读取，连接已关闭。服务器将大消息分成多个帧发送时可能出现这种情况，请告知其运维人员。</translation>
    </message>
    <message>
        <source>%1 sent a message of more than 32 MiB. It was left out.</source>
        <translation>%1 发送了一条超过 32 MiB 的消息，已将其略去。</translation>
    </message>
    <message>
        <source>%1 closed the connection because nothing was read for a while.</source>
        <translation>%1 因一段时间内没有读取数据而关闭了连接。</translation>
    </message>
    <message>
        <source>%1 no longer takes the token. Enter a valid one and try again.</source>
        <translation>%1 不再接受该令牌。请输入有效的令牌后重试。</translation>
    </message>
    <message>
        <source>%1 has not answered a ping for %2 s; the connection is taken for dead.</source>
        <translation>%1 已有 %2 秒未响应 ping，视为连接已断开。</translation>
    </message>
    <message>
        <source>%1 reported an error that it cannot recover from: %2. Stagewatch stays disconnected until you try again.</source>
        <translation>%1 报告了无法恢复的错误：%2。在您重试之前，Stagewatch 将保持断开。</translation>
    </message>
    <message>
        <source>That was attempt %1 of %2, and Stagewatch gave up.</source>
        <translation>这是第 %1 次尝试（共 %2 次），Stagewatch 已放弃。</translation>
    </message>
    <message>
        <source>Stagewatch asks the server by REST meanwhile.</source>
        <translation>在此期间，Stagewatch 通过 REST 查询服务器。</translation>
    </message>
    <message>
        <source>Not sent: there is no connection to %1 now. Send it again once it is connected.</source>
        <translation>未发送：当前没有与 %1 的连接。请在连接后重新发送。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid at this time (%2). Ask the server&apos;s operator to renew it, and check this computer&apos;s clock.</source>
        <translation>%1 的证书当前无效（%2）。请服务器的运维人员续期证书，并检查本机时钟。</translation>
    </message>
    <message>
        <source>The certificate of %1 belongs to another host (%2). Connect by the name that stands in the certificate, or ask the server&apos;s operator for one that names this host.</source>
        <translation>%1 的证书属于另一台主机（%2）。请使用证书中的名称连接，或请服务器的运维人员提供包含此主机名的证书。</translation>
    </message>
    <message>
        <source>The certificate of %1 was refused (%2). Ask the server&apos;s operator to replace it.</source>
        <translation>%1 的证书被拒绝（%2）。请服务器的运维人员更换证书。</translation>
    </message>
    <message>
        <source>%1 does not seem to speak TLS on this port. Use ws:// or http:// if the connection may go unencrypted, or the server&apos;s TLS port.</source>
        <translation>%1 在此端口上似乎不使用 TLS。如果允许连接不加密，请使用 ws:// 或 http://；否则请使用服务器的 TLS 端口。</translation>
    </message>
    <message>
        <source>No secure connection to %1 came about: %2. Check that the port speaks TLS.</source>
        <translation>未能与 %1 建立安全连接：%2。请检查该端口是否使用 TLS。</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>It asks to come back in %1 s; Stagewatch tries again in an hour.</source>
        <translation>服务器要求 %1 秒后再来；Stagewatch 将在一小时后重试。</translation>
    </message>
    <message>
        <source>It asks to come back in %1 s.</source>
        <translation>服务器要求 %1 秒后再来。</translation>
    </message>
    <message>
        <source>%1 redirects to another address without naming it (HTTP %2). Ask its operator for the right one.</source>
        <translation>%1 重定向到另一个地址，但没有给出该地址（HTTP %2）。请向其运维人员询问正确的地址。</translation>
    </message>
    <message>
        <source>%1 redirects to the unencrypted address %2. Stagewatch does not follow; ask the server&apos;s operator for an address with wss.</source>
        <translation>%1 重定向到未加密的地址 %2。Stagewatch 不会跟随重定向；请向服务器的运维人员索取 wss 地址。</translation>
    </message>
    <message>
        <source>%1 redirects to %2. Stagewatch does not follow by itself; connect to that address if you trust it.</source>
        <translation>%1 重定向到 %2。Stagewatch 不会自行跟随重定向；如果您信任该地址，请直接连接到它。</translation>
    </message>
    <message>
        <source>%1 wants a token, or refuses the one it got (HTTP 401). Enter a valid token and try again.</source>
        <translation>%1 需要令牌，或拒绝了所提供的令牌（HTTP 401）。请输入有效的令牌后重试。</translation>
    </message>
    <message>
        <source>%1 does not allow this (HTTP 403). Ask its operator for a token with the rights that this takes.</source>
        <translation>%1 不允许此操作（HTTP 403）。请向其运维人员索取具有所需权限的令牌。</translation>
    </message>
    <message>
        <source>%1 has no stream at %2 (HTTP 404). Check the project&apos;s id and the address.</source>
        <translation>%1 在 %2 处没有数据流（HTTP 404）。请检查项目 ID 和地址。</translation>
    </message>
    <message>
        <source>%1 did not see the request for a WebSocket (HTTP 426): a proxy on the way may have removed it. Let it pass &quot;Upgrade&quot; headers.</source>
        <translation>%1 没有收到 WebSocket 请求（HTTP 426）：途中的代理可能将其移除了。请让代理放行“Upgrade”标头。</translation>
    </message>
    <message>
        <source>%1 has too many connections or requests now (HTTP 429).</source>
        <translation>%1 当前的连接或请求过多（HTTP 429）。</translation>
    </message>
    <message>
        <source>%1 is not available now (HTTP 503).</source>
        <translation>%1 当前不可用（HTTP 503）。</translation>
    </message>
    <message>
        <source>%1 failed to answer (HTTP %2). Tell its operator if this goes on.</source>
        <translation>%1 未能响应（HTTP %2）。如果持续出现，请告知其运维人员。</translation>
    </message>
    <message>
        <source>%1 refused the connection with HTTP %2. Check the address and the project&apos;s id.</source>
        <translation>%1 以 HTTP %2 拒绝了连接。请检查地址和项目 ID。</translation>
    </message>
    <message>
        <source>There is no host named %1. Check the spelling, and this computer&apos;s network.</source>
        <translation>没有名为 %1 的主机。请检查拼写和本机的网络。</translation>
    </message>
    <message>
        <source>Nothing listens at %1: the connection was refused. Check the port, and that the server runs.</source>
        <translation>%1 处没有服务在监听：连接被拒绝。请检查端口，并确认服务器正在运行。</translation>
    </message>
    <message>
        <source>%1 did not answer a WebSocket request within %2 s. Check the address, and that no firewall is in the way.</source>
        <translation>%1 在 %2 秒内没有响应 WebSocket 请求。请检查地址，并确认没有被防火墙阻挡。</translation>
    </message>
    <message>
        <source>%1 closed the connection before it answered. If it speaks TLS on this port, use wss:// or https://.</source>
        <translation>%1 未响应就关闭了连接。如果它在此端口上使用 TLS，请使用 wss:// 或 https://。</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2. Check this computer&apos;s network.</source>
        <translation>无法访问 %1：%2。请检查本机的网络。</translation>
    </message>
    <message>
        <source>The proxy on the way to %1 failed: %2. Check the system&apos;s proxy settings.</source>
        <translation>通往 %1 的代理出现故障：%2。请检查系统的代理设置。</translation>
    </message>
    <message>
        <source>The connection to %1 failed: %2. Check the address.</source>
        <translation>与 %1 的连接失败：%2。请检查地址。</translation>
    </message>
    <message>
        <source>%1 is no address of a stream. Write it as ws://host:port or wss://host:port.</source>
        <translation>%1 不是数据流的地址。请按 ws://host:port 或 wss://host:port 的形式填写。</translation>
    </message>
    <message>
        <source>%1 is no WebSocket server at %2: it answers, but as an ordinary web server. Check the port and the path.</source>
        <translation>%1 在 %2 处不是 WebSocket 服务器：它有响应，但只是普通的 Web 服务器。请检查端口和路径。</translation>
    </message>
    <message>
        <source>A proxy before %1 answered with &quot;Connection: keep-alive, Upgrade&quot;, which this program&apos;s WebSocket does not take. Have it send &quot;Connection: Upgrade&quot;.</source>
        <translation>%1 前面的代理以“Connection: keep-alive, Upgrade”作答，本程序的 WebSocket 不接受这种响应。请让它发送“Connection: Upgrade”。</translation>
    </message>
    <message>
        <source>Not sent: the connection has been closed.</source>
        <translation>未发送：连接已关闭。</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s. Check the network and the server.</source>
        <translation>%1 在 %2 秒内没有响应。请检查网络和服务器。</translation>
    </message>
    <message>
        <source>The answer of %1 is larger than 4 MiB and was left out.</source>
        <translation>%1 的响应超过 4 MiB，已将其略去。</translation>
    </message>
    <message>
        <source>%1 could not be asked by REST: %2.</source>
        <translation>无法通过 REST 查询 %1：%2。</translation>
    </message>
    <message>
        <source>The answer of %1 broke off: %2.</source>
        <translation>%1 的响应中断：%2。</translation>
    </message>
    <message>
        <source>%1 redirects REST requests to %2. Stagewatch does not follow by itself; connect to that address if you trust it.</source>
        <translation>%1 将 REST 请求重定向到 %2。Stagewatch 不会自行跟随重定向；如果您信任该地址，请直接连接到它。</translation>
    </message>
    <message>
        <source>%1 refused with HTTP %2: %3</source>
        <translation>%1 以 HTTP %2 拒绝：%3</translation>
    </message>
    <message>
        <source>%1 refused with HTTP %2.</source>
        <translation>%1 以 HTTP %2 拒绝。</translation>
    </message>
    <message>
        <source>%1 gives no state of the project by REST.</source>
        <translation>%1 不通过 REST 提供项目状态。</translation>
    </message>
    <message>
        <source>Cannot read the certificate file %1: %2. Check the name and its permissions.</source>
        <translation>无法读取证书文件 %1：%2。请检查文件名及其权限。</translation>
    </message>
    <message>
        <source>%1 holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). Choose the file of the authority that signed the server&apos;s certificate.</source>
        <translation>%1 中没有 PEM 格式的证书（-----BEGIN CERTIFICATE-----）。请选择签发服务器证书的颁发机构的文件。</translation>
    </message>
    <message>
        <source>Cannot read the token file %1: %2. Check the name and its permissions.</source>
        <translation>无法读取令牌文件 %1：%2。请检查文件名及其权限。</translation>
    </message>
    <message>
        <source>The first line of the token file %1 is empty. Write the token there.</source>
        <translation>令牌文件 %1 的第一行为空。请在此行写入令牌。</translation>
    </message>
    <message>
        <source>The first line of the token file %1 is no token: it holds blanks or characters that cannot stand in an HTTP header. Write the token alone on that line.</source>
        <translation>令牌文件 %1 的第一行不是令牌：其中含有空格，或不能用于 HTTP 标头的字符。请在此行只写令牌。</translation>
    </message>
    <message>
        <source>The server sent a binary message of %1 bytes; the protocol has text only, so it was left out.</source>
        <translation>服务器发送了 %1 字节的二进制消息；协议只支持文本，因此已忽略。</translation>
    </message>
    <message>
        <source>The server&apos;s numbering jumped from %1 to %2; what lies between was not received.</source>
        <translation>服务器的编号从 %1 跳到了 %2；其间的内容未收到。</translation>
    </message>
    <message>
        <source>The server&apos;s numbering fell from %1 back to %2; the event was new and was kept.</source>
        <translation>服务器的编号从 %1 退回到 %2；该事件是新的，已保留。</translation>
    </message>
    <message>
        <source>The server started its numbering again, at %1, in the middle of a connection.</source>
        <translation>服务器在连接中途重新开始编号，起始于 %1。</translation>
    </message>
    <message>
        <source>The event was not sent: %1.</source>
        <translation>该事件未发送：%1。</translation>
    </message>
    <message>
        <source>%1 has not confirmed an event for %2 s; it is sent again over a new connection.</source>
        <translation>%1 已有 %2 秒未确认某个事件；将通过新的连接重新发送。</translation>
    </message>
    <message>
        <source>An event that waited in %1 cannot be read any more.</source>
        <translation>在 %1 中等待发送的一个事件已无法读取。</translation>
    </message>
    <message>
        <source>%1 does not take a message of %2 bytes</source>
        <translation>%1 不接受 %2 字节的消息</translation>
    </message>
    <message>
        <source>%1 accepted the connection and then said nothing for %2 s. Is it a Stagewatch server that hosts pipelines?</source>
        <translation>%1 接受了连接，但随后 %2 秒内没有任何响应。它是承载流水线的 Stagewatch 服务器吗？</translation>
    </message>
    <message>
        <source>%1 closed the connection because a message was too long for it.</source>
        <translation>%1 因消息过长而关闭了连接。</translation>
    </message>
    <message>
        <source>it carries a publisher_id or a publisher_sequence, but not both as a text and a whole number</source>
        <translation>publisher_id 与 publisher_sequence 必须同时给出，且分别为文本和整数</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>它不是 JSON 对象</translation>
    </message>
    <message>
        <source>it has no event_type</source>
        <translation>它没有 event_type</translation>
    </message>
    <message>
        <source>it has %1 bytes; a server takes %2 at most</source>
        <translation>它有 %1 字节；服务器最多接受 %2 字节</translation>
    </message>
    <message>
        <source>The folder %1, in which events wait for the server, cannot be made: %2. Choose another one or free some space.</source>
        <translation>无法创建用于存放待发送事件的文件夹 %1：%2。请选择其他文件夹或释放空间。</translation>
    </message>
    <message>
        <source>The file in which events wait for the server cannot be made in %1: %2. Make the folder writable or choose another one.</source>
        <translation>无法在 %1 中创建用于存放待发送事件的文件：%2。请使该文件夹可写，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Events that wait for the server cannot be written to %1: %2. Free some space, or events will be lost.</source>
        <translation>无法将待发送的事件写入 %1：%2。请释放空间，否则事件将会丢失。</translation>
    </message>
    <message>
        <source>Events that wait for the server cannot be read from %1: %2.</source>
        <translation>无法从 %1 读取待发送的事件：%2。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted (%2). If you trust this server, give Stagewatch the certificate of the authority that signed it, in the connect dialog or by --ca-file.</source>
        <translation>%1 的证书不受信任（%2）。如果您信任此服务器，请在连接对话框中或用 --ca-file 向 Stagewatch 提供签发该证书的颁发机构的证书。</translation>
    </message>
</context>
<context>
    <name>stagewatch::journal</name>
    <message>
        <source>The catalog of runs %1 cannot be used: %2.</source>
        <translation>无法使用运行目录 %1：%2。</translation>
    </message>
    <message>
        <source>The folder of the catalog of runs %1 cannot be made: %2.</source>
        <translation>无法创建运行目录 %1 所在的文件夹：%2。</translation>
    </message>
    <message>
        <source>The catalog of runs %1 cannot be opened: %2.</source>
        <translation>无法打开运行目录 %1：%2。</translation>
    </message>
    <message>
        <source>The catalog of runs %1 is damaged: %2.</source>
        <translation>运行目录 %1 已损坏：%2。</translation>
    </message>
    <message>
        <source>The catalog of runs %1 was written by a newer Stagewatch; update this one to see earlier runs.</source>
        <translation>运行目录 %1 由更新版本的 Stagewatch 写入；请更新此程序以查看以前的运行。</translation>
    </message>
    <message>
        <source>%1 It was set aside as %2, and a new one was begun.</source>
        <translation>%1 已将其移存为 %2，并新建了一个。</translation>
    </message>
    <message>
        <source>The journal %1 is already written by another Stagewatch; close that one first.</source>
        <translation>另一个 Stagewatch 正在写入本地记录 %1；请先关闭它。</translation>
    </message>
    <message>
        <source>The journal %1 cannot be written: nothing can be added to its folder. Make the folder writable or choose another one.</source>
        <translation>无法写入本地记录 %1：不能在其文件夹中添加内容。请使该文件夹可写，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder of the journal %1 cannot be made: %2. Choose another one or free some space.</source>
        <translation>无法创建本地记录 %1 所在的文件夹：%2。请选择其他文件夹或释放一些空间。</translation>
    </message>
    <message>
        <source>The journal %1 cannot be opened: %2.</source>
        <translation>无法打开本地记录 %1：%2。</translation>
    </message>
    <message>
        <source>No temporary file can be made in %1: %2. Set TMPDIR to a folder that can be written.</source>
        <translation>无法在 %1 中创建临时文件：%2。请将 TMPDIR 设为可写的文件夹。</translation>
    </message>
    <message>
        <source>The recording %1 cannot be opened: %2.</source>
        <translation>无法打开录制文件 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is no file, so it cannot be a recording. Choose a file with one event a line.</source>
        <translation>%1 不是文件，因此不能作为录制文件。请选择每行一个事件的文件。</translation>
    </message>
    <message>
        <source>The journal %1 cannot be read: %2.</source>
        <translation>无法读取本地记录 %1：%2。</translation>
    </message>
    <message>
        <source>The journal %1 has a line of more than 256 MiB, so it is no record of a stream. Choose another file.</source>
        <translation>本地记录 %1 中有超过 256 MiB 的行，因此不是数据流的记录。请选择其他文件。</translation>
    </message>
    <message>
        <source>The torn last line of the journal %1 cannot be cut off: %2.</source>
        <translation>无法截去本地记录 %1 不完整的最后一行：%2。</translation>
    </message>
    <message>
        <source>The recording %1 is open to be read only; nothing is added to it.</source>
        <translation>录制文件 %1 以只读方式打开；不会向其中添加内容。</translation>
    </message>
    <message>
        <source>The journal %1 cannot be written: %2. New events are kept in memory until it can.</source>
        <translation>无法写入本地记录 %1：%2。在可以写入之前，新事件将保留在内存中。</translation>
    </message>
    <message>
        <source>(temporary)</source>
        <translation>（临时）</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 cannot be read: %3.</source>
        <translation>无法读取项目 %1 位于 %2 的事件记录：%3。</translation>
    </message>
    <message>
        <source>its file stream.json is missing</source>
        <translation>缺少其文件 stream.json</translation>
    </message>
    <message>
        <source>its file stream.json is damaged</source>
        <translation>其文件 stream.json 已损坏</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 was written by a newer Stagewatch; start that one.</source>
        <translation>项目 %1 位于 %2 的事件记录由更新版本的 Stagewatch 写入；请启动那个版本。</translation>
    </message>
    <message>
        <source>The journal in %1 is that of project %2, not of %3. Move it where it belongs.</source>
        <translation>%1 中的事件记录属于项目 %2，而不是 %3。请将它移到所属的位置。</translation>
    </message>
    <message>
        <source>its file %1 is missing</source>
        <translation>缺少其文件 %1</translation>
    </message>
    <message>
        <source>messages %1 to %2 are missing</source>
        <translation>缺少消息 %1 至 %2</translation>
    </message>
    <message>
        <source>message %1 is there twice</source>
        <translation>消息 %1 出现了两次</translation>
    </message>
    <message>
        <source>message %1 is torn</source>
        <translation>消息 %1 不完整</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 cannot be put in order: %3. Make room on its disk.</source>
        <translation>无法整理项目 %1 位于 %2 的事件记录：%3。请在其磁盘上腾出空间。</translation>
    </message>
    <message>
        <source>The journal of project %1 had no checks for messages %2 to %3, which happens where the machine or the server stopped all of a sudden. They were read one by one, and all are there.</source>
        <translation>项目 %1 的事件记录缺少消息 %2 至 %3 的校验和，这在计算机或服务器突然停止时会发生。已逐条读取这些消息，全部完好。</translation>
    </message>
    <message>
        <source>The checks of the journal of project %1 ended in bytes that mean nothing; they were cut off. All messages are there.</source>
        <translation>项目 %1 的事件记录的校验和末尾有无意义的字节，已被截去。所有消息完好。</translation>
    </message>
    <message>
        <source>The journal of project %1 ended in a message that was never written whole, nor confirmed to anybody; it was cut off.</source>
        <translation>项目 %1 的事件记录末尾有一条从未完整写入、也未向任何人确认过的消息，已被截去。</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 was made anew and is damaged again: %3. Its disk cannot be trusted; choose another one.</source>
        <translation>项目 %1 位于 %2 的事件记录重新创建后又已损坏：%3。其磁盘不可靠，请改用其他磁盘。</translation>
    </message>
    <message>
        <source>The journal of project %1 in %2 is damaged (%3), and what is good of it cannot be saved: %4</source>
        <translation>项目 %1 位于 %2 的事件记录已损坏（%3），且其完好部分无法保存：%4</translation>
    </message>
    <message>
        <source>The journal of project %1 was damaged: %2. It was set aside as %3, and a new stream begins with the %4 of its %5 messages that are still good.</source>
        <translation>项目 %1 的事件记录已损坏：%2。它已另存为 %3，新的流将从其 %5 条消息中仍然完好的 %4 条开始。</translation>
    </message>
    <message>
        <source>The journal of project %1 cannot be written: %2. New events are kept in memory, and none is confirmed, until it can; make room on the disk of %3.</source>
        <translation>无法写入项目 %1 的事件记录：%2。在可以写入之前，新事件保留在内存中且不予确认；请在 %3 所在的磁盘上腾出空间。</translation>
    </message>
    <message>
        <source>The journal of project %1 cannot be trimmed: %2. Its old events stay until it can; make room on the disk of %3.</source>
        <translation>无法清理项目 %1 的事件记录：%2。在可以清理之前，旧事件将保留；请在 %3 所在的磁盘上腾出空间。</translation>
    </message>
    <message>
        <source>the check of message %1 is damaged</source>
        <translation>消息 %1 的校验和已损坏</translation>
    </message>
    <message>
        <source>message %1 is missing</source>
        <translation>缺少消息 %1</translation>
    </message>
    <message>
        <source>message %1 is not what was written</source>
        <translation>消息 %1 与写入时不一致</translation>
    </message>
    <message>
        <source>%1 is no file, so no journal can be written there. Choose another name.</source>
        <translation>%1 不是文件，无法在其中写入日志记录。请选择其他名称。</translation>
    </message>
    <message>
        <source>it became shorter meanwhile</source>
        <translation>文件在此期间变短了</translation>
    </message>
    <message>
        <source>The bookmarks in %1 cannot be read or kept: %2.</source>
        <translation>无法读取或保存 %1 中的书签：%2。</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::ApprovalModel</name>
    <message>
        <source>Approval</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Approved by you</source>
        <translation>由您批准</translation>
    </message>
    <message>
        <source>Rejected by you</source>
        <translation>由您拒绝</translation>
    </message>
    <message>
        <source>Approved by the timeout</source>
        <translation>超时自动批准</translation>
    </message>
    <message>
        <source>Rejected by the timeout</source>
        <translation>超时自动拒绝</translation>
    </message>
    <message>
        <source>Approved by a policy</source>
        <translation>按策略批准</translation>
    </message>
    <message>
        <source>Rejected by a policy</source>
        <translation>按策略拒绝</translation>
    </message>
    <message>
        <source>Decided elsewhere</source>
        <translation>已在别处决定</translation>
    </message>
    <message>
        <source>Already approved by %1</source>
        <translation>此前已由 %1 批准</translation>
    </message>
    <message>
        <source>Already rejected by %1</source>
        <translation>此前已由 %1 拒绝</translation>
    </message>
    <message>
        <source>Already approved</source>
        <translation>此前已批准</translation>
    </message>
    <message>
        <source>Already rejected</source>
        <translation>此前已拒绝</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Approved by %1</source>
        <translation>由 %1 批准</translation>
    </message>
    <message>
        <source>Rejected by %1</source>
        <translation>由 %1 拒绝</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Already decided</source>
        <translation>此前已决定</translation>
    </message>
    <message>
        <source>Approval sent; the server confirmed nothing</source>
        <translation>批准已发送，服务器未确认</translation>
    </message>
    <message>
        <source>Rejection sent; the server confirmed nothing</source>
        <translation>拒绝已发送，服务器未确认</translation>
    </message>
    <message>
        <source>Not sent: there was no connection</source>
        <translation>未发送：没有连接</translation>
    </message>
    <message>
        <source>Never answered</source>
        <translation>一直未答复</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>提出时间</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::Bookmarks</name>
    <message>
        <source>%1 They last until the window is closed.</source>
        <translation>%1 它们会保留到窗口关闭为止。</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::DecisionModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::EventModel</name>
    <message>
        <source>Number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::EventText</name>
    <message>
        <source>the server no longer keeps them</source>
        <translation>服务器已不再保留这些事件</translation>
    </message>
    <message>
        <source>the stream was started anew</source>
        <translation>数据流已重新开始</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>连接曾断开</translation>
    </message>
    <message>
        <source>Events between %1 and %2 may be missing</source>
        <translation>%1 与 %2 之间的事件可能缺失</translation>
    </message>
    <message>
        <source>Events after %1 may be missing</source>
        <translation>%1 之后的事件可能缺失</translation>
    </message>
    <message>
        <source>Events before %1 may be missing</source>
        <translation>%1 之前的事件可能缺失</translation>
    </message>
    <message>
        <source>Events may be missing</source>
        <translation>事件可能缺失</translation>
    </message>
    <message>
        <source>Run failed</source>
        <translation>运行失败</translation>
    </message>
    <message>
        <source>Run failed in %1</source>
        <translation>运行在“%1”失败</translation>
    </message>
    <message>
        <source>Run cancelled</source>
        <translation>运行已取消</translation>
    </message>
    <message>
        <source>Run cancelled by %1</source>
        <translation>运行已由 %1 取消</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>decided elsewhere</source>
        <translation>已在别处决定</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <comment>approved or rejected, by whom</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Not known to Stagewatch</source>
        <translation>Stagewatch 不认识此类事件</translation>
    </message>
    <message>
        <source>Answer accepted</source>
        <translation>答复已被接受</translation>
    </message>
    <message>
        <source>Answer not accepted</source>
        <translation>答复未被接受</translation>
    </message>
    <message>
        <source>Run completed</source>
        <translation>运行已完成</translation>
    </message>
    <message>
        <source>Cancel acknowledged</source>
        <translation>取消已获确认</translation>
    </message>
    <message>
        <source>Cancel requested</source>
        <translation>已请求取消</translation>
    </message>
    <message>
        <source>The server answered a ping</source>
        <translation>服务器响应了 ping</translation>
    </message>
    <message>
        <source>The server asked for a sign of life</source>
        <translation>服务器询问是否仍在线</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a fact, and what the server says of it</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::JsonTreeModel</name>
    <message>
        <source>Nothing</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n 个字段</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is either true or false, and “%2” is neither.</source>
        <translation>%1 只能是 true 或 false，而“%2”两者都不是。</translation>
    </message>
    <message>
        <source>%1 is a number, and “%2” is none. Write it with a point, such as 0.37.</source>
        <translation>%1 是数字，而“%2”不是。请用小数点书写，例如 0.37。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::LogExporter</name>
    <message>
        <source>it is no file</source>
        <translation>那不是文件</translation>
    </message>
    <message>
        <source>The log was not saved to %1: %2. Choose another place.</source>
        <translation>日志未能保存到 %1：%2。请另选位置。</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::LogModel</name>
    <message>
        <source>Gap</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>The pattern is no regular expression: %1, at character %2. Correct it, or search for plain text.</source>
        <translation>该模式不是正则表达式：%1，位于第 %2 个字符。请更正，或改为搜索纯文本。</translation>
    </message>
    <message>
        <source>Local time, UTC or time since the run&apos;s start: right-click to choose.</source>
        <translation>本地时间、UTC 或自运行开始的时间：单击右键选择。</translation>
    </message>
    <message>
        <source>The pattern has so many ways to match that the search does not come to an end. Repeat nothing inside a repetition, or search for plain text.</source>
        <translation>该表达式的匹配方式过多，搜索无法结束。请勿在重复中再嵌套重复，或改为搜索普通文本。</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::LogTimes</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间 (UTC)</translation>
    </message>
    <message>
        <source>Since start</source>
        <translation>自开始</translation>
    </message>
    <message>
        <source>%1
%2 UTC
%3 since the run&apos;s start</source>
        <translation>%1
%2 UTC
自运行开始 %3</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::MetricModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::ProblemModel</name>
    <message>
        <source>Last time</source>
        <translation>最近时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message numerus="yes">
        <source>%n older problem(s) are no longer listed.</source>
        <translation>
            <numerusform>另有 %n 个较早的问题不再列出。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::model::RunSubtitle</name>
    <message>
        <source>Failed in %1</source>
        <translation>在“%1”失败</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <source>since %1</source>
        <comment>a time of day</comment>
        <translation>自 %1 起</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::StageModel</name>
    <message>
        <source>%1: %2</source>
        <comment>stage: its state</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>stagewatch::model::TextForm</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>约 %1 分钟</translation>
    </message>
    <message numerus="yes">
        <source>about %n day(s)</source>
        <translation>
            <numerusform>约 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>约 %1 小时</translation>
    </message>
    <message>
        <source>about %1 h %2 min</source>
        <translation>约 %1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>a remaining time</comment>
        <translation>还剩%1</translation>
    </message>
    <message>
        <source>%1 to %2 min left</source>
        <translation>还剩 %1 至 %2 分钟</translation>
    </message>
    <message>
        <source>%1 to %2 h left</source>
        <translation>还剩 %1 至 %2 小时</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>%1&#xa0;%</source>
        <comment>a share of a hundred, with a no-break space</comment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <comment>events a second</comment>
        <translation>每秒 %1 个</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <comment>date, time, time zone</comment>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>待开始</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>等待审批</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Coming</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>正在重新连接…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Connected by polling</source>
        <translation>已通过轮询连接</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Not JSON</source>
        <translation>不是 JSON</translation>
    </message>
    <message>
        <source>Not an object</source>
        <translation>不是对象</translation>
    </message>
    <message>
        <source>No event type</source>
        <translation>没有事件类型</translation>
    </message>
    <message>
        <source>Number not finite</source>
        <translation>数值非有限</translation>
    </message>
    <message>
        <source>Odd field</source>
        <translation>异常字段</translation>
    </message>
    <message>
        <source>Binary message</source>
        <translation>二进制消息</translation>
    </message>
    <message>
        <source>Too big</source>
        <translation>过大</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>顺序错乱</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Server error</source>
        <translation>服务器错误</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>under 1 min</source>
        <translation>不到 1 分钟</translation>
    </message>
</context>
<context>
    <name>stagewatch::protocol</name>
    <message>
        <source>is not an object; its fields were taken as absent</source>
        <translation>不是对象；其中的字段已视为不存在</translation>
    </message>
    <message>
        <source>A number of a message of type %1 is not finite; JSON has no word for that, so it was read as text.</source>
        <translation>类型为 %1 的消息中有一个数字不是有限值；JSON 无法表示，因此已作为文本读取。</translation>
    </message>
    <message>
        <source>The number %1 of a message of type %2 is not finite; JSON has no word for that, so it was read as text.</source>
        <translation>类型为 %2 的消息中的数字 %1 不是有限值；JSON 无法表示，因此已作为文本读取。</translation>
    </message>
    <message>
        <source>A message is not JSON. %1</source>
        <translation>有一条消息不是 JSON。%1</translation>
    </message>
    <message>
        <source>A message is JSON, but not an object.</source>
        <translation>有一条消息是 JSON，但不是对象。</translation>
    </message>
    <message>
        <source>A message has no event_type.</source>
        <translation>有一条消息没有 event_type。</translation>
    </message>
    <message>
        <source>A message has an event_type that is no text, or an empty one.</source>
        <translation>有一条消息的 event_type 不是文本，或者为空。</translation>
    </message>
    <message>
        <source>The address begins with &quot;%1://&quot;; write ws://, wss://, http:// or https://.</source>
        <translation>地址以“%1://”开头；请使用 ws://、wss://、http:// 或 https://。</translation>
    </message>
    <message>
        <source>The port &quot;%1&quot; is no number from 1 to 65535.</source>
        <translation>端口“%1”不是 1 到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>The IPv6 address in &quot;%1&quot; lacks its closing bracket.</source>
        <translation>“%1”中的 IPv6 地址缺少右方括号。</translation>
    </message>
    <message>
        <source>The brackets in &quot;%1&quot; hold no IPv6 address.</source>
        <translation>“%1”的方括号中不是 IPv6 地址。</translation>
    </message>
    <message>
        <source>Between the IPv6 address and the port of &quot;%1&quot; a colon is missing.</source>
        <translation>“%1”的 IPv6 地址与端口之间缺少冒号。</translation>
    </message>
    <message>
        <source>The address holds a user name or password before &quot;@&quot;; leave it out and give a token instead.</source>
        <translation>地址在“@”之前含有用户名或密码；请将其删除，改为提供令牌。</translation>
    </message>
    <message>
        <source>The host &quot;%1&quot; has more than one colon; write an IPv6 address in brackets: [::1]:8000.</source>
        <translation>主机“%1”含有多个冒号；请将 IPv6 地址写在方括号中：[::1]:8000。</translation>
    </message>
    <message>
        <source>The address names no host; write host:port or a whole URL.</source>
        <translation>地址中没有主机；请输入“主机:端口”或完整的 URL。</translation>
    </message>
    <message>
        <source>The host &quot;%1&quot; is no host name and no IP address.</source>
        <translation>主机“%1”既不是主机名，也不是 IP 地址。</translation>
    </message>
    <message>
        <source>The address is empty; write a URL or host:port.</source>
        <translation>地址为空；请输入 URL 或“主机:端口”。</translation>
    </message>
    <message>
        <source>The address holds a blank or a control character; leave it out.</source>
        <translation>地址含有空格或控制字符；请将其删除。</translation>
    </message>
    <message>
        <source>The address holds a token or key after &quot;?&quot;; leave it out and give it as the connection&apos;s token, which goes into a header and never into a URL.</source>
        <translation>地址在“?”之后含有令牌或密钥；请将其删除，改为作为连接的令牌提供。令牌应放在标头中，绝不放在 URL 中。</translation>
    </message>
    <message>
        <source>The address is that of project &quot;%1&quot;, but project &quot;%2&quot; was asked for; leave one of the two out.</source>
        <translation>地址属于项目“%1”，但要求的是项目“%2”；请去掉其中一个。</translation>
    </message>
    <message>
        <source>The address names no project; give a project id with it.</source>
        <translation>地址中没有项目；请同时提供项目 ID。</translation>
    </message>
    <message>
        <source>The project id &quot;%1&quot; cannot be part of a URL; give the project&apos;s real id.</source>
        <translation>项目 ID“%1”不能作为 URL 的一部分；请提供项目的真实 ID。</translation>
    </message>
    <message>
        <source>The path &quot;%1&quot; of the address cannot be part of a URL.</source>
        <translation>地址中的路径“%1”不能作为 URL 的一部分。</translation>
    </message>
    <message>
        <source>a boolean</source>
        <comment>a type of JSON value</comment>
        <translation>布尔值</translation>
    </message>
    <message>
        <source>a number</source>
        <comment>a type of JSON value</comment>
        <translation>数字</translation>
    </message>
    <message>
        <source>text</source>
        <comment>a type of JSON value</comment>
        <translation>文本</translation>
    </message>
    <message>
        <source>an array</source>
        <comment>a type of JSON value</comment>
        <translation>数组</translation>
    </message>
    <message>
        <source>an object</source>
        <comment>a type of JSON value</comment>
        <translation>对象</translation>
    </message>
    <message>
        <source>%1 more fields of the same %2 event were odd.</source>
        <translation>同一个 %2 事件中还有 %1 个异常字段。</translation>
    </message>
    <message>
        <source>is %1, not text; it was taken as it is spelled</source>
        <translation>是%1，不是文本；已按原样采用</translation>
    </message>
    <message>
        <source>is %1, not a number; it was left out</source>
        <translation>是%1，不是数字；已忽略</translation>
    </message>
    <message>
        <source>is not finite (%1); it was left out</source>
        <translation>不是有限值（%1）；已忽略</translation>
    </message>
    <message>
        <source>is %1, not a number; it was taken as %2</source>
        <translation>是%1，不是数字；已按 %2 采用</translation>
    </message>
    <message>
        <source>is %1, not a whole number from 0 to below 2^53; it was left out</source>
        <translation>是 %1，不是 0 到 2^53（不含）之间的整数；已忽略</translation>
    </message>
    <message>
        <source>is %1, not true or false; it was left out</source>
        <translation>是 %1，不是 true 或 false；已忽略</translation>
    </message>
    <message>
        <source>is %1, not true or false; it was taken as true</source>
        <translation>是 %1，不是 true 或 false；已按 true 采用</translation>
    </message>
    <message>
        <source>is %1, not true or false; it was taken as false</source>
        <translation>是 %1，不是 true 或 false；已按 false 采用</translation>
    </message>
    <message>
        <source>is %1, not ISO 8601; it was taken as time since 1970</source>
        <translation>是 %1，不是 ISO 8601 时间；已按自 1970 年起的时间采用</translation>
    </message>
    <message>
        <source>is %1, no time; it was left out</source>
        <translation>是 %1，不是时间；已忽略</translation>
    </message>
    <message>
        <source>is %1, not an array; it was left out</source>
        <translation>是%1，不是数组；已忽略</translation>
    </message>
    <message>
        <source>is %1, a negative time; it was left out</source>
        <translation>是 %1，为负的时间；已忽略</translation>
    </message>
    <message>
        <source>lies outside 0 to 1 (%1); bars show it as %2</source>
        <translation>超出 0 到 1 的范围（%1）；进度条显示为 %2</translation>
    </message>
    <message>
        <source>The field %1%2 of a message of type %3 %4.</source>
        <translation>类型为 %3 的消息的字段 %1%2 %4。</translation>
    </message>
    <message>
        <source>There is more text after the JSON value</source>
        <translation>JSON 值之后还有多余的文本</translation>
    </message>
    <message>
        <source>%1, at byte %2.</source>
        <translation>%1，位于第 %2 字节处。</translation>
    </message>
    <message>
        <source>The JSON text breaks off where a value should stand</source>
        <translation>JSON 文本在应有值的位置中断</translation>
    </message>
    <message>
        <source>A JSON value was expected</source>
        <translation>此处应为 JSON 值</translation>
    </message>
    <message>
        <source>A number lacks digits after its decimal point</source>
        <translation>数字的小数点后缺少数字</translation>
    </message>
    <message>
        <source>A number lacks digits in its exponent</source>
        <translation>数字的指数缺少数字</translation>
    </message>
    <message>
        <source>A string holds a control character that is not escaped</source>
        <translation>字符串含有未转义的控制字符</translation>
    </message>
    <message>
        <source>The JSON text breaks off inside a string</source>
        <translation>JSON 文本在字符串中间中断</translation>
    </message>
    <message>
        <source>A string holds an escape that JSON does not have</source>
        <translation>字符串含有 JSON 不支持的转义序列</translation>
    </message>
    <message>
        <source>The JSON text is nested deeper than %1 levels</source>
        <translation>JSON 文本的嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>A comma or a closing brace was expected</source>
        <translation>此处应为逗号或右花括号</translation>
    </message>
    <message>
        <source>The name of a member was expected</source>
        <translation>此处应为成员名称</translation>
    </message>
    <message>
        <source>A colon was expected</source>
        <translation>此处应为冒号</translation>
    </message>
    <message>
        <source>A comma or a closing bracket was expected</source>
        <translation>此处应为逗号或右方括号</translation>
    </message>
    <message>
        <source>The text is not valid UTF-8.</source>
        <translation>文本不是有效的 UTF-8。</translation>
    </message>
    <message>
        <source>is not an object; it was left out</source>
        <translation>不是对象；已忽略</translation>
    </message>
    <message>
        <source>is neither approved nor rejected; it was taken as rejected</source>
        <translation>既不是批准 (approved)，也不是拒绝 (rejected)；已视为拒绝</translation>
    </message>
    <message>
        <source>is not an array; it was left out</source>
        <translation>不是数组；已忽略</translation>
    </message>
    <message>
        <source>holds something other than an object; it was left out</source>
        <translation>含有对象以外的内容；已忽略</translation>
    </message>
    <message>
        <source>is no status that Stagewatch knows; it was taken as pending</source>
        <translation>不是 Stagewatch 已知的状态；已视为待开始</translation>
    </message>
    <message>
        <source>is no status that Stagewatch knows; it was derived from the other fields</source>
        <translation>不是 Stagewatch 已知的状态；已根据其他字段推断</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::AboutDialog</name>
    <message>
        <source>About Stagewatch</source>
        <translation>关于 Stagewatch</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Watches machine-learning pipelines live: their stages, logs, decisions and results. Answers their approvals, and cancels them.</source>
        <translation>实时查看机器学习流水线：各个阶段、日志、决策和结果。可以答复审批，也可以取消运行。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>自由软件，依据 GNU 通用公共许可证第 3 版或更高版本发布。不提供任何担保。</translation>
    </message>
    <message>
        <source>Built on Qt %1, simdjson and SQLite. Runs on %2.</source>
        <translation>基于 Qt %1、simdjson 和 SQLite 构建。运行于 %2。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::Approval</name>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已答复</translation>
    </message>
    <message>
        <source>Already decided</source>
        <translation>此前已决定</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Nobody answered in time, so it was approved.</source>
        <translation>无人及时答复，因此已自动批准。</translation>
    </message>
    <message>
        <source>Nobody answered in time, so it was rejected.</source>
        <translation>无人及时答复，因此已自动拒绝。</translation>
    </message>
    <message>
        <source>A rule of the server approved it.</source>
        <translation>服务器的一条规则批准了它。</translation>
    </message>
    <message>
        <source>A rule of the server rejected it.</source>
        <translation>服务器的一条规则拒绝了它。</translation>
    </message>
    <message>
        <source>The run went on. The server did not say who decided, or what.</source>
        <translation>运行已继续。服务器没有说明由谁决定，也没有说明决定了什么。</translation>
    </message>
    <message>
        <source>It was approved.</source>
        <translation>已批准。</translation>
    </message>
    <message>
        <source>It was rejected.</source>
        <translation>已拒绝。</translation>
    </message>
    <message>
        <source>%1 approved it.</source>
        <translation>由 %1 批准。</translation>
    </message>
    <message>
        <source>%1 rejected it.</source>
        <translation>由 %1 拒绝。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a time, and what happened then</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalBanner</name>
    <message>
        <source>Re&amp;ject…</source>
        <translation>拒绝(&amp;J)…</translation>
    </message>
    <message>
        <source>Re&amp;view…</source>
        <translation>查看(&amp;V)…</translation>
    </message>
    <message>
        <source>Appro&amp;ve</source>
        <translation>批准(&amp;V)</translation>
    </message>
    <message>
        <source>Look at the proposal and say why not</source>
        <translation>查看提案并说明拒绝的原因</translation>
    </message>
    <message>
        <source>Look at the proposal, and edit it (A)</source>
        <translation>查看提案并进行修改（A）</translation>
    </message>
    <message>
        <source>Approve it as it is proposed</source>
        <translation>按提案原样批准</translation>
    </message>
    <message>
        <source>confidence %1</source>
        <translation>置信度 %1</translation>
    </message>
    <message>
        <source>%1, run %2: %3</source>
        <translation>%1，运行 %2：%3</translation>
    </message>
    <message>
        <source>%1 (1 more waits)</source>
        <translation>%1（另有 1 项等待）</translation>
    </message>
    <message>
        <source>%1 (%2 more wait)</source>
        <translation>%1（另有 %2 项等待）</translation>
    </message>
    <message>
        <source>expires in %1</source>
        <translation>%1 后过期</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>answer once the connection is back</source>
        <translation>连接恢复后即可答复</translation>
    </message>
    <message>
        <source>asked %1</source>
        <translation>%1提出</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalDialog</name>
    <message>
        <source>Approval</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Co&amp;mment</source>
        <translation>备注(&amp;M)</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1 — confidence %2</source>
        <translation>%1 — 置信度 %2</translation>
    </message>
    <message>
        <source>Last approved (run %1)</source>
        <translation>上次批准的值（运行 %1）</translation>
    </message>
    <message>
        <source>The pipeline sent no values with this question. There is nothing to edit; you can approve, reject and comment.</source>
        <translation>流水线没有随此问题发送任何值，因此没有可修改的内容；您可以批准、拒绝和填写备注。</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>暂不处理(&amp;N)</translation>
    </message>
    <message>
        <source>Decide later; comment and edits are kept (Esc)</source>
        <translation>稍后决定；备注和修改会保留（Esc）</translation>
    </message>
    <message>
        <source>Send a&amp;gain</source>
        <translation>重新发送(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>Answer no; the comment goes with it</source>
        <translation>答复“否”；备注会一并发送</translation>
    </message>
    <message>
        <source>&amp;Approve</source>
        <translation>批准(&amp;A)</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>asked %1</source>
        <translation>提出于 %1</translation>
    </message>
    <message>
        <source>This approval is gone: its connection was closed.</source>
        <translation>此审批已不存在：它的连接已关闭。</translation>
    </message>
    <message>
        <source>&amp;Approve with edit</source>
        <translation>修改并批准(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Approve with edits</source>
        <translation>修改并批准(&amp;A)</translation>
    </message>
    <message>
        <source>Answer yes (Ctrl+Enter)</source>
        <translation>答复“是”（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>A field holds something that cannot be sent.</source>
        <translation>有字段的内容无法发送。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalGist</name>
    <message>
        <source>1 more value</source>
        <translation>另有 1 个值</translation>
    </message>
    <message>
        <source>%1 more values</source>
        <translation>另有 %1 个值</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalStory</name>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Approved. The server confirmed your answer.</source>
        <translation>已批准。服务器确认了您的答复。</translation>
    </message>
    <message>
        <source>Rejected. The server confirmed your answer.</source>
        <translation>已拒绝。服务器确认了您的答复。</translation>
    </message>
    <message>
        <source>Already decided, your answer was not taken: %1</source>
        <translation>此前已决定，您的答复未被采纳：%1</translation>
    </message>
    <message>
        <source>The run ended before anybody answered. There is nothing left to decide.</source>
        <translation>运行在有人答复之前就已结束，无需再作决定。</translation>
    </message>
    <message>
        <source>First answer wins</source>
        <translation>以最先的答复为准</translation>
    </message>
    <message>
        <source>First answer wins · yours is recorded as %1</source>
        <translation>以最先的答复为准 · 您的答复将记为 %1</translation>
    </message>
    <message>
        <source>Sending your approval…</source>
        <translation>正在发送您的批准…</translation>
    </message>
    <message>
        <source>Sending your rejection…</source>
        <translation>正在发送您的拒绝…</translation>
    </message>
    <message>
        <source>Already decided by somebody else, your answer was not taken.</source>
        <translation>此前已由他人决定，您的答复未被采纳。</translation>
    </message>
    <message>
        <source>Your approval was sent, but the server confirmed nothing within 10 s.</source>
        <translation>您的批准已发送，但服务器在 10 秒内没有确认。</translation>
    </message>
    <message>
        <source>Your rejection was sent, but the server confirmed nothing within 10 s.</source>
        <translation>您的拒绝已发送，但服务器在 10 秒内没有确认。</translation>
    </message>
    <message>
        <source>Your answer was not sent: there was no connection. Send it again once it is back.</source>
        <translation>您的答复未发送：没有连接。请在连接恢复后重新发送。</translation>
    </message>
    <message>
        <source>expired %1</source>
        <translation>%1过期</translation>
    </message>
    <message>
        <source>expires in %1, then it is approved</source>
        <translation>%1 后过期，届时自动批准</translation>
    </message>
    <message>
        <source>expires in %1, then it is rejected</source>
        <translation>%1 后过期，届时自动拒绝</translation>
    </message>
    <message>
        <source>expires in %1, then the run fails</source>
        <translation>%1 后过期，届时运行失败</translation>
    </message>
    <message>
        <source>expires in %1</source>
        <translation>%1 后过期</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ApprovalsPanel</name>
    <message>
        <source>No approvals yet</source>
        <translation>尚无审批</translation>
    </message>
    <message>
        <source>Where the pipeline wants a person&apos;s word before it goes on, it asks here. You can look at what it proposes, change it, and approve or reject it.</source>
        <translation>流水线在继续之前需要人来定夺时，会在此处询问。您可以查看它的提案，加以修改，然后批准或拒绝。</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <source>Look at the proposal, and answer it while it waits (Enter)</source>
        <translation>查看提案，并在其等待期间答复（Enter）</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>显示…</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::BookmarksPopover</name>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>No line of this run is marked yet. Ctrl+B marks the current one, and so does a click in front of its time; Ctrl+Shift+B adds a note.</source>
        <translation>此次运行还没有带书签的行。按 Ctrl+B 或单击时间前方即可标记当前行；按 Ctrl+Shift+B 可添加备注。</translation>
    </message>
    <message>
        <source>Enter goes there, Delete removes the bookmark.</source>
        <translation>按回车键跳转，按 Delete 键删除书签。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::CancelDialog</name>
    <message>
        <source>Cancel run</source>
        <translation>取消运行</translation>
    </message>
    <message>
        <source>Cancel %1?</source>
        <translation>取消 %1？</translation>
    </message>
    <message>
        <source>%1 · now in %2</source>
        <translation>%1 · 当前阶段：%2</translation>
    </message>
    <message>
        <source>Goes into the run&apos;s record</source>
        <translation>将记入运行记录</translation>
    </message>
    <message>
        <source>&amp;Reason (optional)</source>
        <translation>原因（可选）(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Force: end it at once, in the middle of its step</source>
        <translation>强制(&amp;F)：立即结束，即使步骤尚未完成</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>继续运行(&amp;K)</translation>
    </message>
    <message>
        <source>The pipeline is told to end at once. Work of the current step may be lost or left half done. This cannot be taken back.</source>
        <translation>将要求流水线立即结束。当前步骤的工作可能丢失或只完成一半。此操作无法撤销。</translation>
    </message>
    <message>
        <source>The pipeline is asked to stop. It ends by itself as soon as it can; what it has done so far stays as it is. This cannot be taken back.</source>
        <translation>将请求流水线停止。它会尽快自行结束，已完成的部分保持不变。此操作无法撤销。</translation>
    </message>
    <message>
        <source>&amp;Force to end</source>
        <translation>强制结束(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Cancel run</source>
        <translation>取消运行(&amp;C)</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ChoiceButton</name>
    <message numerus="yes">
        <source>%n more are not listed</source>
        <translation>
            <numerusform>另有 %n 个未列出</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ConfidenceCard</name>
    <message>
        <source>line at %1</source>
        <translation>阈值 %1</translation>
    </message>
    <message>
        <source>Threshold line at %1</source>
        <translation>阈值线位于 %1</translation>
    </message>
    <message>
        <source>Confidence of decisions</source>
        <translation>决策的置信度</translation>
    </message>
    <message>
        <source>Bars below this line are amber. Click to type a number; Left and Right move it.</source>
        <translation>低于此线的条形为琥珀色。单击可输入数值，按左右方向键可移动。</translation>
    </message>
    <message>
        <source> %</source>
        <comment>percent, after a number</comment>
        <translation>%</translation>
    </message>
    <message>
        <source>Threshold in percent</source>
        <translation>阈值（百分比）</translation>
    </message>
    <message>
        <source>No decisions yet. Each decision that the pipeline takes gets a bar here: the surer the pipeline is, the longer the bar.</source>
        <translation>尚无决策。流水线作出的每个决策都会在此处显示为一条条形：流水线越有把握，条形越长。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ConfidenceChart</name>
    <message>
        <source>%1: confidence not stated</source>
        <translation>%1：未说明置信度</translation>
    </message>
    <message>
        <source>%1: %2, below the line</source>
        <translation>%1：%2，低于阈值</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Confidence of decisions</source>
        <translation>决策的置信度</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ConnectDialog</name>
    <message>
        <source>Type the token, or choose to connect without one.</source>
        <translation>请输入令牌，或选择不使用令牌连接。</translation>
    </message>
    <message>
        <source>A token consists of visible ASCII characters without spaces. This one holds something else.</source>
        <translation>令牌由不含空格的可见 ASCII 字符组成，此令牌含有其他字符。</translation>
    </message>
    <message>
        <source>Choose the file that holds the token.</source>
        <translation>请选择存放令牌的文件。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connect to a stream</source>
        <translation>连接到数据流</translation>
    </message>
    <message>
        <source>Rec&amp;ent</source>
        <translation>最近的连接(&amp;E)</translation>
    </message>
    <message>
        <source>Remo&amp;ve from list</source>
        <translation>从列表中移除(&amp;V)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>host:port, or a whole ws, wss, http or https address</source>
        <translation>host:port，或完整的 ws、wss、http 或 https 地址</translation>
    </message>
    <message>
        <source>&amp;Address of the server</source>
        <translation>服务器地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Type it</source>
        <translation>直接输入</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>从文件读取</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>File that holds the token</source>
        <translation>存放令牌的文件</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Servers that need one say so (401).</source>
        <translation>需要令牌的服务器会提示（401）。</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>令牌(&amp;T)</translation>
    </message>
    <message>
        <source>Certificate of an authority</source>
        <translation>颁发机构的证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>证书 (*.pem *.crt *.cer);;所有文件 (*)</translation>
    </message>
    <message>
        <source>File of an authority to trust</source>
        <translation>要信任的颁发机构的文件</translation>
    </message>
    <message>
        <source>only those of the system</source>
        <translation>仅系统信任的颁发机构</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Also trust this authorit&amp;y (PEM file)</source>
        <translation>同时信任此颁发机构（PEM 文件）(&amp;Y)</translation>
    </message>
    <message>
        <source>Attempts to reco&amp;nnect</source>
        <translation>重新连接次数(&amp;N)</translation>
    </message>
    <message>
        <source>Connects to %1</source>
        <translation>将连接到 %1</translation>
    </message>
    <message>
        <source>Ask whoever runs the pipeline for both, or try the demo first.</source>
        <translation>请向流水线的负责人询问这两项，或先试用演示。</translation>
    </message>
    <message>
        <source>Connect (Enter)</source>
        <translation>连接（Enter）</translation>
    </message>
    <message>
        <source>Fill in the address and the project first.</source>
        <translation>请先填写地址和项目。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ConnectionLine</name>
    <message>
        <source>the server refuses</source>
        <translation>服务器拒绝连接</translation>
    </message>
    <message>
        <source>the server reports a fatal error</source>
        <translation>服务器报告了致命错误</translation>
    </message>
    <message>
        <source>gave up after 1 attempt</source>
        <translation>尝试 1 次后放弃</translation>
    </message>
    <message>
        <source>gave up after %1 attempts</source>
        <translation>尝试 %1 次后放弃</translation>
    </message>
    <message>
        <source>closed by the server</source>
        <translation>已由服务器关闭</translation>
    </message>
    <message>
        <source>not trying again by itself</source>
        <translation>不会自动重试</translation>
    </message>
    <message>
        <source>Connected by polling</source>
        <translation>已通过轮询连接</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>%1, %2 ms</source>
        <translation>%1，%2 毫秒</translation>
    </message>
    <message>
        <source>server answered %1</source>
        <translation>服务器 %1有响应</translation>
    </message>
    <message>
        <source>last event %1</source>
        <translation>最近事件：%1</translation>
    </message>
    <message>
        <source>attempt %1 of %2</source>
        <translation>第 %1 次尝试，共 %2 次</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>第 %1 次尝试</translation>
    </message>
    <message>
        <source>Disconnected since %1</source>
        <translation>自 %1 起已断开</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>trying again, %1</source>
        <translation>正在重试，%1</translation>
    </message>
    <message>
        <source>%1, next in %2</source>
        <translation>%1，%2后重试</translation>
    </message>
    <message>
        <source>Connection closed</source>
        <translation>连接已关闭</translation>
    </message>
    <message>
        <source>%1, under 1 ms</source>
        <translation>%1，不到 1 毫秒</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::CopyLine</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::DecisionDetail</name>
    <message>
        <source>Reasoning</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>confidence %1</source>
        <translation>置信度 %1</translation>
    </message>
    <message>
        <source>The pipeline gave no reason.</source>
        <translation>流水线没有给出理由。</translation>
    </message>
    <message>
        <source>No metadata came with it.</source>
        <translation>没有附带元数据。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::DecisionsPanel</name>
    <message>
        <source>No decisions yet</source>
        <translation>尚无决策</translation>
    </message>
    <message>
        <source>When the pipeline decides something by itself, such as which model to train, it stands here with its reasons and with how sure the pipeline is.</source>
        <translation>流水线自行作出决定（例如训练哪个模型）时，会连同理由和把握程度一起显示在此处。</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决策</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::EarlierRunsMenu</name>
    <message>
        <source>&amp;Earlier runs</source>
        <translation>早前的运行(&amp;E)</translation>
    </message>
    <message>
        <source>unknown time</source>
        <translation>时间未知</translation>
    </message>
    <message>
        <source>%1, run %2 on %3 · %4 · %5</source>
        <comment>project, number, server, status, start</comment>
        <translation>%1，运行 %2，服务器 %3 · %4 · %5</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::EventsPanel</name>
    <message>
        <source>Log lines</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>End of the run</source>
        <translation>运行结束</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Unknown types</source>
        <translation>未知类型</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>所有事件</translation>
    </message>
    <message numerus="yes">
        <source>%n kind(s)</source>
        <translation>
            <numerusform>%n 种</numerusform>
        </translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Filter by kind of event</source>
        <translation>按事件类别筛选</translation>
    </message>
    <message>
        <source>Which kinds of events are shown</source>
        <translation>显示哪些类别的事件</translation>
    </message>
    <message>
        <source>Keep the newest event in sight. Scrolling up pauses, End resumes.</source>
        <translation>始终显示最新的事件。向上滚动会暂停，按 End 键恢复。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>The filter hides every event</source>
        <translation>筛选条件隐藏了所有事件</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) came, none of the chosen kinds.</source>
        <translation>
            <numerusform>已收到 %n 个事件，均不属于所选类别。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>尚无事件</translation>
    </message>
    <message>
        <source>Every message of the server is listed here as it came, with its raw JSON.</source>
        <translation>服务器的每条消息都会原样列在此处，并附原始 JSON。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FieldEditor</name>
    <message>
        <source>Proposal</source>
        <translation>提案</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FileField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 不是文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read: you lack the permission.</source>
        <translation>无法读取 %1：您没有权限。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be written: you lack the permission.</source>
        <translation>无法写入 %1：您没有权限。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FilterBar</name>
    <message>
        <source>All levels</source>
        <translation>所有级别</translation>
    </message>
    <message>
        <source>Debug and above</source>
        <translation>调试及以上</translation>
    </message>
    <message>
        <source>Info and above</source>
        <translation>信息及以上</translation>
    </message>
    <message>
        <source>Warning and above</source>
        <translation>警告及以上</translation>
    </message>
    <message>
        <source>Error and above</source>
        <translation>错误及以上</translation>
    </message>
    <message>
        <source>Critical only</source>
        <translation>仅严重</translation>
    </message>
    <message>
        <source>All stages</source>
        <translation>所有阶段</translation>
    </message>
    <message numerus="yes">
        <source>%n stage(s)</source>
        <translation>
            <numerusform>%n 个阶段</numerusform>
        </translation>
    </message>
    <message>
        <source>Level filter</source>
        <translation>级别筛选</translation>
    </message>
    <message>
        <source>Which levels of the log are shown</source>
        <translation>显示哪些级别的日志</translation>
    </message>
    <message>
        <source>Stage filter</source>
        <translation>阶段筛选</translation>
    </message>
    <message>
        <source>The log of which stages is shown</source>
        <translation>显示哪些阶段的日志</translation>
    </message>
    <message>
        <source>Without a stage</source>
        <translation>无阶段</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FindBar</name>
    <message>
        <source>Find in the log</source>
        <translation>在日志中查找</translation>
    </message>
    <message>
        <source>Match case (Alt+C)</source>
        <translation>区分大小写（Alt+C）</translation>
    </message>
    <message>
        <source>Regular expression (Alt+R)</source>
        <translation>正则表达式（Alt+R）</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>上一个匹配项（Shift+F3）</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>下一个匹配项（F3）</translation>
    </message>
    <message>
        <source>Find in every line (regular expression)</source>
        <translation>在每一行中查找（正则表达式）</translation>
    </message>
    <message>
        <source>Find in every line</source>
        <translation>在每一行中查找</translation>
    </message>
    <message>
        <source>This expression does not work: %1, at character %2. Alt+R searches for plain text instead.</source>
        <translation>此表达式无效：%1，位于第 %2 个字符。按 Alt+R 可改为搜索纯文本。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::FullTextView</name>
    <message>
        <source>&amp;Wrap lines</source>
        <translation>自动换行(&amp;W)</translation>
    </message>
    <message>
        <source>Log line</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>The whole message</source>
        <translation>完整消息</translation>
    </message>
    <message>
        <source>&amp;Copy message</source>
        <translation>复制消息(&amp;C)</translation>
    </message>
    <message>
        <source>Break long lines at the edge of the window</source>
        <translation>在窗口边缘将长行换行</translation>
    </message>
    <message>
        <source>This line is too long to be wrapped. Scroll sideways, or copy it into an editor.</source>
        <translation>此行太长，无法换行。请横向滚动，或复制到编辑器中查看。</translation>
    </message>
    <message>
        <source>Raw event</source>
        <translation>原始事件</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::GoToPopover</name>
    <message>
        <source>Time or stage to go to</source>
        <translation>要跳转到的时间或阶段</translation>
    </message>
    <message>
        <source>Time or stage: 14:02, +12:41, training</source>
        <translation>时间或阶段：14:02、+12:41、training</translation>
    </message>
    <message>
        <source>Stages of the run</source>
        <translation>运行的各阶段</translation>
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
        <translation>以缩进的 JSON 显示事件</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>树</translation>
    </message>
    <message>
        <source>The event as a tree</source>
        <translation>以树形显示事件</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the event as it came</source>
        <translation>按原样复制事件</translation>
    </message>
    <message>
        <source>Raw JSON of the event</source>
        <translation>事件的原始 JSON</translation>
    </message>
    <message>
        <source>Only the beginning is shown. Copy takes the whole event.</source>
        <translation>仅显示开头部分。“复制”会复制整个事件。</translation>
    </message>
    <message>
        <source>No event selected</source>
        <translation>未选择事件</translation>
    </message>
    <message>
        <source>Select an event to see it as the server sent it.</source>
        <translation>选择一个事件，即可查看服务器发送的原样内容。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LevelStrip</name>
    <message>
        <source>Levels along the log</source>
        <translation>日志沿线的级别</translation>
    </message>
    <message>
        <source>%1 lines, errors: %2, warnings: %3</source>
        <translation>%1 行，错误：%2，警告：%3</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>two times</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Click to go there</source>
        <translation>单击即可跳转</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LinePane</name>
    <message>
        <source>Full text…</source>
        <translation>完整文本…</translation>
    </message>
    <message>
        <source>The current line, wrapped</source>
        <translation>当前行（自动换行）</translation>
    </message>
    <message>
        <source>Choose a line to read all of it here</source>
        <translation>选择一行即可在此阅读全文</translation>
    </message>
    <message>
        <source>The first %1 of %2 characters</source>
        <translation>前 %1 个字符，共 %2 个</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogActions</name>
    <message>
        <source>Save &amp;log as…</source>
        <translation>日志另存为(&amp;L)…</translation>
    </message>
    <message>
        <source>Lines of the log as text, NDJSON or CSV in a file</source>
        <translation>将日志行以文本、NDJSON 或 CSV 存入文件</translation>
    </message>
    <message>
        <source>&amp;Go to time or stage…</source>
        <translation>跳转到时间或阶段(&amp;G)…</translation>
    </message>
    <message>
        <source>To a time, or to where a stage began</source>
        <translation>跳转到某一时间，或某阶段开始处</translation>
    </message>
    <message>
        <source>To the &amp;start of this stage</source>
        <translation>到此阶段的开始(&amp;S)</translation>
    </message>
    <message>
        <source>To where the stage of the current line began</source>
        <translation>跳转到当前行所属阶段的开始处</translation>
    </message>
    <message>
        <source>&amp;Bookmark</source>
        <translation>书签(&amp;B)</translation>
    </message>
    <message>
        <source>Mark the current line, or unmark it</source>
        <translation>标记当前行或取消标记</translation>
    </message>
    <message>
        <source>Bookmark &amp;with a note…</source>
        <translation>带备注的书签(&amp;W)…</translation>
    </message>
    <message>
        <source>Write a note on the current line</source>
        <translation>为当前行写备注</translation>
    </message>
    <message>
        <source>Ne&amp;xt bookmark</source>
        <translation>下一个书签(&amp;X)</translation>
    </message>
    <message>
        <source>To the next marked line</source>
        <translation>跳转到下一个标记行</translation>
    </message>
    <message>
        <source>Prev&amp;ious bookmark</source>
        <translation>上一个书签(&amp;I)</translation>
    </message>
    <message>
        <source>To the previous marked line</source>
        <translation>跳转到上一个标记行</translation>
    </message>
    <message>
        <source>&amp;All bookmarks…</source>
        <translation>所有书签(&amp;A)…</translation>
    </message>
    <message>
        <source>The marked lines, with their notes</source>
        <translation>标记的行及其备注</translation>
    </message>
    <message>
        <source>&amp;Local time</source>
        <translation>本地时间(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;UTC</source>
        <translation>UTC(&amp;U)</translation>
    </message>
    <message>
        <source>Since the run&apos;s &amp;start</source>
        <translation>自运行开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Wrap the current line</source>
        <translation>当前行自动换行(&amp;W)</translation>
    </message>
    <message>
        <source>All of the current line, wrapped, below the log</source>
        <translation>在日志下方自动换行显示当前行全文</translation>
    </message>
    <message>
        <source>L&amp;evels along the scroll bar</source>
        <translation>滚动条旁的级别(&amp;E)</translation>
    </message>
    <message>
        <source>Where in the whole log errors, warnings and bookmarks are</source>
        <translation>整个日志中错误、警告和书签的位置</translation>
    </message>
    <message>
        <source>Times of the &amp;log</source>
        <translation>日志时间(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Fold repeated lines</source>
        <translation>折叠重复行(&amp;F)</translation>
    </message>
    <message>
        <source>One row with a count for a message that came again, and for a progress line that was drawn anew</source>
        <translation>重复出现的消息和重绘的进度行只显示为一行，并注明行数</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogCommands</name>
    <message>
        <source>Only the first %1 of %2 lines were copied. Save the log as a file (%3) for all of them.</source>
        <translation>只复制了 %2 行中的前 %1 行。要全部行，请将日志另存为文件 (%3)。</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>复制多行</translation>
    </message>
    <message>
        <source>Copy line</source>
        <translation>复制此行</translation>
    </message>
    <message>
        <source>Copy messages</source>
        <translation>复制多条消息</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>复制为 JSON</translation>
    </message>
    <message>
        <source>Full text…</source>
        <translation>完整文本…</translation>
    </message>
    <message>
        <source>Show among the events</source>
        <translation>在事件中显示</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogDelegate</name>
    <message>
        <source>Remove the bookmark (Ctrl+B)</source>
        <translation>删除书签 (Ctrl+B)</translation>
    </message>
    <message>
        <source>Mark this line (Ctrl+B)</source>
        <translation>标记此行 (Ctrl+B)</translation>
    </message>
    <message>
        <source>%1 lines in a row that say the same, or draw a progress line anew; this is the newest</source>
        <translation>连续 %1 行内容相同，或重绘同一进度行；此为最新一行</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogFinder</name>
    <message>
        <source>searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>无匹配项</translation>
    </message>
    <message>
        <source>from the top</source>
        <translation>已从开头继续</translation>
    </message>
    <message>
        <source>from the end</source>
        <translation>已从末尾继续</translation>
    </message>
    <message numerus="yes">
        <source>On %n line(s) this expression has so many ways to match that they were left out. Repeat nothing inside a repetition.</source>
        <translation>
            <numerusform>有 %n 行因该表达式的匹配方式过多而被略过。请勿在重复中再嵌套重复。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>which match, of how many</comment>
        <translation>第 %1 处，共 %2 处</translation>
    </message>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln 处匹配</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogJumper</name>
    <message>
        <source>No event of that stage came, so there is no place to go to.</source>
        <translation>该阶段没有任何事件，因此没有可跳转的位置。</translation>
    </message>
    <message>
        <source>That is neither a time nor a stage of this run. Write a time as 14:02, 14:02:51, 2026-05-28 14:02 or, from the run&apos;s start, +12:41.</source>
        <translation>这既不是时间，也不是此次运行的阶段。时间请写成 14:02、14:02:51、2026-05-28 14:02，或自运行开始的 +12:41。</translation>
    </message>
    <message>
        <source>This line belongs to no stage.</source>
        <translation>此行不属于任何阶段。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogMarker</name>
    <message>
        <source>No line is chosen. Click one, or go to one with the arrow keys.</source>
        <translation>没有选中任何行。请单击一行，或用方向键移到一行。</translation>
    </message>
    <message>
        <source>The filter hides the marked line; this is the next one that it shows.</source>
        <translation>筛选器隐藏了标记的行；这是其后显示的第一行。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogPanel</name>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the newest line in sight. Scrolling up pauses, End resumes.</source>
        <translation>始终显示最新的行。向上滚动会暂停，按 End 键恢复。</translation>
    </message>
    <message>
        <source>The filter hides every line</source>
        <translation>筛选条件隐藏了所有行</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) came, none of the chosen level and stages.</source>
        <translation>
            <numerusform>已收到 %n 行，均不属于所选级别和阶段。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>No log yet</source>
        <translation>尚无日志</translation>
    </message>
    <message>
        <source>What the pipeline writes to its log appears here, line by line, as it happens.</source>
        <translation>流水线写入日志的内容会逐行实时显示在此处。</translation>
    </message>
    <message>
        <source>How the log is shown</source>
        <translation>日志的显示方式</translation>
    </message>
    <message>
        <source>How the log is shown: times and more</source>
        <translation>日志的显示方式：时间等</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogSaver</name>
    <message>
        <source>Saving to %1: %2</source>
        <translation>正在保存到 %1：%2</translation>
    </message>
    <message>
        <source>Saving was cancelled; nothing was written to %1.</source>
        <translation>已取消保存；没有向 %1 写入任何内容。</translation>
    </message>
    <message>
        <source>One line was saved to %1.</source>
        <translation>已将一行保存到 %1。</translation>
    </message>
    <message>
        <source>%1 lines were saved to %2.</source>
        <translation>已将 %1 行保存到 %2。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::LogTable</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Go to the newest line and follow (End)</source>
        <translation>转到最新的行并跟随（End）</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>1 new line</source>
        <translation>1 行新日志</translation>
    </message>
    <message>
        <source>%1 new lines</source>
        <translation>%1 行新日志</translation>
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
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Recordings (*.ndjson *.jsonl);;All files (*)</source>
        <translation>录制文件 (*.ndjson *.jsonl);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::MetricCell</name>
    <message>
        <source>%1 (not finite)</source>
        <translation>%1（非有限）</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::MetricChart</name>
    <message>
        <source>%1 is not finite: no value so far can be drawn.</source>
        <translation>%1 的数值非有限：目前没有可绘制的值。</translation>
    </message>
    <message>
        <source>%1 is not finite since %2.</source>
        <translation>%1 自 %2 起数值非有限。</translation>
    </message>
    <message numerus="yes">
        <source>%n values were not finite; the curve is broken there.</source>
        <translation>
            <numerusform>有 %n 个数值非有限，曲线在该处断开。</numerusform>
        </translation>
    </message>
    <message>
        <source>Curve of %1</source>
        <translation>%1 的曲线</translation>
    </message>
    <message>
        <source>from %1 to %2, now %3</source>
        <translation>从 %1 到 %2，当前 %3</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>logarithmic scale</source>
        <translation>对数刻度</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::MetricCurves</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Metrics to draw</source>
        <translation>要绘制的指标</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::NotePopover</name>
    <message>
        <source>Remove bookmark</source>
        <translation>删除书签</translation>
    </message>
    <message>
        <source>Note on this line</source>
        <translation>此行的备注</translation>
    </message>
    <message>
        <source>A note on this line</source>
        <translation>为此行写备注</translation>
    </message>
    <message>
        <source>Shift+Enter begins a line</source>
        <translation>Shift+回车键换行</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::OutcomeView</name>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Failed in %1</source>
        <translation>在“%1”失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Cancelled by %1</source>
        <translation>由 %1 取消</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>No reason was given.</source>
        <translation>没有给出原因。</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>The result comes when the run has ended.</source>
        <translation>运行结束后会显示结果。</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <translation>%1，历时 %2</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::OverviewDelegate</name>
    <message>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>尚无运行</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需要您处理</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ProblemsPanel</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>What a server sends that cannot be read, or that had to be mended, is listed here with the bytes that came. The stream goes on meanwhile.</source>
        <translation>服务器发送的内容如果无法读取，或经过修正，会连同收到的字节列在此处。数据流不受影响，继续接收。</translation>
    </message>
    <message>
        <source>The bytes as text, control characters as escapes</source>
        <translation>以文本显示字节，控制字符显示为转义序列</translation>
    </message>
    <message>
        <source>The bytes as hexadecimal numbers</source>
        <translation>以十六进制数显示字节</translation>
    </message>
    <message>
        <source>Copy what is shown below</source>
        <translation>复制下方显示的内容</translation>
    </message>
    <message>
        <source>The bytes that came</source>
        <translation>收到的字节</translation>
    </message>
    <message>
        <source>Nothing was received with this problem.</source>
        <translation>此问题没有收到任何内容。</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Select a problem to see the bytes that came.</source>
        <translation>选择一个问题，即可查看收到的字节。</translation>
    </message>
    <message>
        <source>No problem selected</source>
        <translation>未选择问题</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ProgressBar</name>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ProposalField</name>
    <message numerus="yes">
        <source>Write at least %n characters.</source>
        <translation>
            <numerusform>请至少输入 %n 个字符。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Write at most %n characters.</source>
        <translation>
            <numerusform>请最多输入 %n 个字符。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose one of the values in the list.</source>
        <translation>请从列表中选择一个值。</translation>
    </message>
    <message>
        <source>Write a JSON value; null for none.</source>
        <translation>请输入 JSON 值；没有值则输入 null。</translation>
    </message>
    <message>
        <source>Not valid JSON: %1</source>
        <translation>不是有效的 JSON：%1</translation>
    </message>
    <message>
        <source>A number is needed here.</source>
        <translation>此处需要数字。</translation>
    </message>
    <message>
        <source>Write a whole number, such as 400.</source>
        <translation>请输入整数，例如 400。</translation>
    </message>
    <message>
        <source>Write the number with a point, such as 0.5.</source>
        <translation>请用小数点书写数字，例如 0.5。</translation>
    </message>
    <message>
        <source>Write a number, such as 0.5 or 1e-3.</source>
        <translation>请输入数字，例如 0.5 或 1e-3。</translation>
    </message>
    <message>
        <source>This number is too large.</source>
        <translation>此数字过大。</translation>
    </message>
    <message>
        <source>Write a number above %1.</source>
        <translation>请输入大于 %1 的数字。</translation>
    </message>
    <message>
        <source>Write %1 or more.</source>
        <translation>请输入 %1 或更大的数字。</translation>
    </message>
    <message>
        <source>Write a number below %1.</source>
        <translation>请输入小于 %1 的数字。</translation>
    </message>
    <message>
        <source>Write %1 or less.</source>
        <translation>请输入 %1 或更小的数字。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ProposalForm</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议值</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>提案</translation>
    </message>
    <message>
        <source>Put %1 back</source>
        <translation>恢复为 %1</translation>
    </message>
    <message>
        <source>Put %1 back to %2</source>
        <translation>将 %1 恢复为 %2</translation>
    </message>
    <message>
        <source>cannot be edited</source>
        <translation>不可修改</translation>
    </message>
    <message>
        <source>edited, was %1</source>
        <translation>已修改，原为 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::RecentList</name>
    <message>
        <source>Recent connections</source>
        <translation>最近的连接</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1，位于 %2</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::ResultsPanel</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>尚无结果</translation>
    </message>
    <message>
        <source>What comes out of a run stands here: its metrics as curves while it runs, and its result, or the error, once it has ended.</source>
        <translation>运行的产出显示在此处：运行期间是各项指标的曲线，结束后是结果或错误。</translation>
    </message>
    <message>
        <source>No metrics yet</source>
        <translation>尚无指标</translation>
    </message>
    <message>
        <source>When the pipeline reports numbers such as a loss, their curves stand here. The result follows when the run has ended.</source>
        <translation>流水线报告损失等数值时，其曲线会显示在此处。运行结束后会显示结果。</translation>
    </message>
    <message>
        <source>The pipeline sent no result when it completed.</source>
        <translation>流水线完成时没有发送结果。</translation>
    </message>
    <message>
        <source>The pipeline did not say what went wrong. The last lines of the log may tell.</source>
        <translation>流水线没有说明出了什么错。日志的最后几行或许能说明。</translation>
    </message>
    <message>
        <source>It reported no metrics before it ended.</source>
        <translation>它在结束之前没有报告指标。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::RunHeader</name>
    <message>
        <source>&amp;Cancel run…</source>
        <translation>取消运行(&amp;C)…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Ask the server to cancel this run (Ctrl+K)</source>
        <translation>请求服务器取消此运行（Ctrl+K）</translation>
    </message>
    <message>
        <source>Connect at once (Ctrl+R)</source>
        <translation>立即连接（Ctrl+R）</translation>
    </message>
    <message>
        <source>Read how the run ended</source>
        <translation>查看运行是如何结束的</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Waiting for the first event</source>
        <translation>正在等待第一个事件</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>已用时 %1</translation>
    </message>
    <message>
        <source>Started %1</source>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>Cancel requested, waiting for the server&apos;s word</source>
        <translation>已请求取消，正在等待服务器回应</translation>
    </message>
    <message>
        <source>Cancel acknowledged, but no pipeline is attached to the server to hear it</source>
        <translation>取消已获确认，但服务器上没有接入可接收取消请求的流水线</translation>
    </message>
    <message>
        <source>Cancel acknowledged, waiting for the run to end</source>
        <translation>取消已获确认，正在等待运行结束</translation>
    </message>
    <message>
        <source>The server has not confirmed the cancel; you can ask again</source>
        <translation>服务器尚未确认取消；您可以再次请求</translation>
    </message>
    <message>
        <source>The cancel could not be sent; ask again once the connection is back</source>
        <translation>取消请求未能发送；请在连接恢复后再次请求</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Completed in %1</source>
        <translation>已完成，用时 %1</translation>
    </message>
    <message>
        <source>%1, before the cancel reached it</source>
        <translation>%1，取消请求未及送达</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Failed in %1</source>
        <translation>在“%1”失败</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Cancelled after %1</source>
        <translation>已取消，历时 %1</translation>
    </message>
    <message>
        <source>Cancelled by %1 after %2</source>
        <translation>由 %1 取消，历时 %2</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Cancelled by %1</source>
        <translation>由 %1 取消</translation>
    </message>
    <message>
        <source>Between what the server estimates and what the stages took the last time</source>
        <translation>介于服务器的估计与各阶段上次所用时间之间</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::RunPage</name>
    <message>
        <source>Views of the run</source>
        <translation>运行视图</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决策</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::SaveLogDialog</name>
    <message>
        <source>Save the log</source>
        <translation>保存日志</translation>
    </message>
    <message>
        <source>Text (*.txt);;NDJSON (*.ndjson);;CSV (*.csv);;All files (*)</source>
        <translation>文本 (*.txt);;NDJSON (*.ndjson);;CSV (*.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>What is selected: %1</source>
        <comment>a number of lines</comment>
        <translation>选中的行：%1</translation>
    </message>
    <message>
        <source>What the filter shows: %1</source>
        <comment>a number of lines</comment>
        <translation>筛选器显示的行：%1</translation>
    </message>
    <message>
        <source>Every line of the run: %1</source>
        <comment>a number of lines</comment>
        <translation>此次运行的所有行：%1</translation>
    </message>
    <message>
        <source>Text, a line each</source>
        <translation>文本，每条一行</translation>
    </message>
    <message>
        <source>NDJSON, the events as received</source>
        <translation>NDJSON，收到的原始事件</translation>
    </message>
    <message>
        <source>CSV, for a spreadsheet</source>
        <translation>CSV，供电子表格使用</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>行(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>Fil&amp;e</source>
        <translation>文件(&amp;E)</translation>
    </message>
    <message>
        <source>There is a file of that name already. It is replaced.</source>
        <translation>已有同名文件，它将被替换。</translation>
    </message>
    <message>
        <source>Only you can read the file, as with everything that Stagewatch keeps.</source>
        <translation>与 Stagewatch 保存的一切一样，该文件只有您能读取。</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>替换(&amp;R)</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::SaveNotice</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop writing; no file is left behind</source>
        <translation>停止写入；不会留下文件</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Restore defaults</source>
        <translation>恢复默认值(&amp;R)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Another language begins at the next start.</source>
        <translation>更改语言后，下次启动时生效。</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds, after a number</comment>
        <translation> 秒</translation>
    </message>
    <message>
        <source>How often a connection is asked whether it is still alive</source>
        <translation>每隔多久检查一次连接是否仍然有效</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>How often a lost connection is tried again before it waits for you</source>
        <translation>连接断开后自动重试多少次，之后等待您操作</translation>
    </message>
    <message>
        <source> %</source>
        <comment>percent, after a number</comment>
        <translation>%</translation>
    </message>
    <message>
        <source>Decisions that the pipeline is less sure of are amber</source>
        <translation>流水线把握低于此值的决策显示为琥珀色</translation>
    </message>
    <message>
        <source>&amp;Tell me when a run waits, fails or ends</source>
        <translation>运行等待、失败或结束时通知我(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>外观(&amp;L)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Ping every</source>
        <translation>Ping 间隔(&amp;P)</translation>
    </message>
    <message>
        <source>Attempts to re&amp;connect</source>
        <translation>重新连接次数(&amp;C)</translation>
    </message>
    <message>
        <source>Confi&amp;dence line</source>
        <translation>置信度阈值(&amp;D)</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Only encr&amp;ypted ones (wss), as in production</source>
        <translation>仅使用加密连接（wss），与生产环境一致(&amp;Y)</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::Sidebar</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>All runs at a glance (Alt+1)</source>
        <translation>所有运行一览（Alt+1）</translation>
    </message>
    <message>
        <source>Every approval that waits (Alt+2)</source>
        <translation>所有等待中的审批（Alt+2）</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Watch another stream (Ctrl+L)</source>
        <translation>查看另一个数据流（Ctrl+L）</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 个运行</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 个运行</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>立即重试(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Disconnect and remove</source>
        <translation>断开并移除(&amp;D)</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Started %1</source>
        <translation>开始于 %1</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::StageDelegate</name>
    <message>
        <source>usually %1</source>
        <translation>通常 %1</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::StageList</name>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>No stages yet. Each one appears here when the pipeline begins it or says that it will.</source>
        <translation>尚无阶段。流水线开始或预告某个阶段时，它就会出现在这里。</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::StateLook</name>
    <message>
        <source>Disconnected</source>
        <translation>已断开</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::StatusLine</name>
    <message>
        <source>%1 events</source>
        <translation>%1 个事件</translation>
    </message>
    <message>
        <source>journal %1</source>
        <translation>本地记录 %1</translation>
    </message>
    <message>
        <source>1 approval waits</source>
        <translation>1 项审批等待中</translation>
    </message>
    <message>
        <source>%1 approvals wait</source>
        <translation>%1 项审批等待中</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::WaitingPage</name>
    <message>
        <source>Nothing waits for you</source>
        <translation>没有等待您处理的事项</translation>
    </message>
    <message>
        <source>A pipeline that wants a person&apos;s word before it goes on asks for an approval. It then stands here, and in its run&apos;s page.</source>
        <translation>流水线在继续之前需要人来定夺时，会请求审批。该请求会显示在此处，以及相应运行的页面上。</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>审批</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::WelcomePage</name>
    <message>
        <source>Watch a pipeline</source>
        <translation>查看流水线</translation>
    </message>
    <message>
        <source>Stagewatch shows a machine-learning pipeline while it runs: its stages, its log and its decisions. You answer what it asks, and you can stop it.</source>
        <translation>Stagewatch 在机器学习流水线运行时显示其阶段、日志和决策。您可以答复它的询问，也可以让它停止。</translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation>连接(&amp;C)…</translation>
    </message>
    <message>
        <source>Watch a stream by its address (Ctrl+L)</source>
        <translation>按地址查看数据流（Ctrl+L）</translation>
    </message>
    <message>
        <source>&amp;Try the demo</source>
        <translation>试用演示(&amp;T)</translation>
    </message>
    <message>
        <source>A pipeline of seven stages that asks for an approval, inside this program (Ctrl+Shift+D)</source>
        <translation>本程序内置的七阶段流水线，会请求一次审批（Ctrl+Shift+D）</translation>
    </message>
    <message>
        <source>No pipeline at hand? Host one to practise with on this machine, then connect to localhost:8000</source>
        <translation>手边没有流水线？在本机启动一个来练习，然后连接到 localhost:8000</translation>
    </message>
    <message>
        <source>Without a window, in the terminal</source>
        <translation>不用窗口，在终端中查看</translation>
    </message>
    <message>
        <source>Any program as a pipeline, once “stagewatch serve” runs: its output is the log</source>
        <translation>任何程序都可以是流水线：先运行“stagewatch serve”，程序的输出就是日志</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Connect…</source>
        <translation>连接(&amp;C)…</translation>
    </message>
    <message>
        <source>Watch another stream</source>
        <translation>查看另一个数据流</translation>
    </message>
    <message>
        <source>Try the &amp;demo</source>
        <translation>试用演示(&amp;D)</translation>
    </message>
    <message>
        <source>A pipeline inside this program</source>
        <translation>本程序内置的流水线</translation>
    </message>
    <message>
        <source>Open &amp;recording…</source>
        <translation>打开录制(&amp;R)…</translation>
    </message>
    <message>
        <source>Events that were saved as NDJSON</source>
        <translation>以 NDJSON 保存的事件</translation>
    </message>
    <message>
        <source>Disconnect and &amp;remove</source>
        <translation>断开并移除(&amp;R)</translation>
    </message>
    <message>
        <source>The pipeline goes on</source>
        <translation>流水线会继续运行</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>No pipeline is cancelled by it</source>
        <translation>不会取消任何流水线</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Re&amp;view the approval…</source>
        <translation>查看审批(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Cancel run…</source>
        <translation>取消运行(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>立即重试(&amp;R)</translation>
    </message>
    <message>
        <source>Connect at once</source>
        <translation>立即连接</translation>
    </message>
    <message>
        <source>&amp;Find in the log</source>
        <translation>在日志中查找(&amp;F)</translation>
    </message>
    <message>
        <source>Find &amp;next</source>
        <translation>查找下一个(&amp;N)</translation>
    </message>
    <message>
        <source>Find &amp;previous</source>
        <translation>查找上一个(&amp;P)</translation>
    </message>
    <message>
        <source>Next &amp;error</source>
        <translation>下一个错误(&amp;E)</translation>
    </message>
    <message>
        <source>Previous e&amp;rror</source>
        <translation>上一个错误(&amp;R)</translation>
    </message>
    <message>
        <source>F&amp;ollow the newest line</source>
        <translation>跟随最新的行(&amp;O)</translation>
    </message>
    <message>
        <source>Run a&amp;bove</source>
        <translation>上方的运行(&amp;B)</translation>
    </message>
    <message>
        <source>Run belo&amp;w</source>
        <translation>下方的运行(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>总览(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Waiting approvals</source>
        <translation>等待中的审批(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Decisions</source>
        <translation>决策(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Approvals of the run</source>
        <translation>此运行的审批(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>结果(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>问题(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>事件(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>How to &amp;begin</source>
        <translation>入门(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;About Stagewatch</source>
        <translation>关于 Stagewatch(&amp;A)</translation>
    </message>
</context>
<context>
    <name>stagewatch::ui::WindowDialogs</name>
    <message>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
</context>
</TS>
