// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serveroptions.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;

QString problemWith(const ServerOptions &options)
{
    if (!options.address.isLoopback() && options.tokenFile.isEmpty())
        return u"Listening on %1 lets other machines in, and without tokens every one of them could watch, cancel and "
               "approve. Make a token with \"stagewatch token add --name NAME --role watch\", or listen on 127.0.0.1."_s
                   .arg(options.address.toString());
    if (options.tlsCertificateFile.isEmpty() != options.tlsKeyFile.isEmpty())
        return u"TLS takes both a certificate and its key: --tls-cert FILE --tls-key FILE."_s;
    return {};
}

} // namespace stagewatch::server
