// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connectdialog.h"

#include "model/displaytext.h"
#include "protocol/endpoint.h"
#include "ui/dialoglook.h"
#include "ui/filefield.h"
#include "ui/label.h"
#include "ui/recentlist.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

namespace {

enum TokenKind { NoToken, TypedToken, TokenFromFile };

ConnectionRequest asRequest(const RecentConnection &recent, bool alwaysEncrypt)
{
    return { recent.address, recent.projectId, recent.tokenFile, {}, recent.caFile, recent.maxAttempts, alwaysEncrypt };
}

} // namespace

struct ConnectDialog::Private
{
    bool alwaysEncrypt = false; // of whoever opened the dialog; no recent connection changes it
    QLineEdit *address = nullptr;
    QLineEdit *project = nullptr;
    Label *endpoint = nullptr;
    QComboBox *tokenKind = nullptr;
    QStackedWidget *tokenPages = nullptr;
    QLineEdit *token = nullptr;
    FileField *tokenFile = nullptr;
    FileField *ca = nullptr;
    QSpinBox *attempts = nullptr;
    Label *problem = nullptr;
    RecentList *recent = nullptr;
    QPushButton *remove = nullptr;
    QPushButton *connectButton = nullptr;
    bool valid = false;

    /// What is wrong beside address and project; empty where nothing is.
    [[nodiscard]] QString otherProblem() const
    {
        if (tokenKind->currentIndex() == TypedToken) {
            if (token->text().isEmpty()) {
                return ConnectDialog::tr("Type the token, or choose to connect without one.");
            }
            if (!protocol::isValidToken(token->text().trimmed())) {
                return ConnectDialog::tr(
                    "A token consists of visible ASCII characters without spaces. This one holds something else.");
            }
        }
        if (tokenKind->currentIndex() == TokenFromFile) {
            const QString wrong = tokenFile->path().isEmpty()
                ? ConnectDialog::tr("Choose the file that holds the token.")
                : tokenFile->problem();
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return ca->problem();
    }
};

ConnectDialog::ConnectDialog(const Theme &theme, const QList<RecentConnection> &recent, QWidget *parent)
    : QDialog(parent)
    , d(new Private)
{
    setWindowTitle(tr("Connect"));
    QVBoxLayout *column = makeDialogColumn(theme, this);
    column->addWidget(makeDialogTitle(theme, tr("Connect to a stream"), this));
    column->addSpacing(Theme::grid);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(Theme::pageMargin);
    d->recent = new RecentList(theme, recent, this);
    d->recent->setObjectName(u"recent"_s);
    auto *left = new QWidget(this);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(Theme::grid);
    left->setFixedWidth(208);
    leftColumn->addWidget(makeCaption(theme, tr("Rec&ent"), d->recent, left));
    leftColumn->addWidget(d->recent, 1);
    d->remove = makeDialogButton(tr("Remo&ve from list"), Theme::Button::Quiet, u"remove"_s, left);
    d->remove->setEnabled(false);
    leftColumn->addWidget(d->remove, 0, Qt::AlignLeft);
    left->setVisible(!recent.isEmpty());
    sides->addWidget(left);
    auto *fields = new QVBoxLayout;
    fields->setSpacing(Theme::grid);
    sides->addLayout(fields, 1);
    column->addLayout(sides, 1);
    buildAddress(theme, fields);
    buildToken(theme, fields);
    buildRest(theme, fields);

    auto *cancel = makeDialogButton(tr("Cancel"), Theme::Button::Normal, u"cancel"_s, this);
    d->connectButton = makeDialogButton(tr("&Connect"), Theme::Button::Primary, u"connect"_s, this);
    d->connectButton->setDefault(true);
    d->problem = new Label(theme, Theme::Text::Secondary, Theme::Role::Failed, this);
    d->problem->setObjectName(u"problem"_s);
    d->problem->setWrapping();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2 * Theme::grid);
    buttons->addWidget(d->problem, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(d->connectButton);
    column->addSpacing(2 * Theme::grid);
    column->addLayout(buttons);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(d->connectButton, &QPushButton::clicked, this, &ConnectDialog::submit);
    connect(d->remove, &QPushButton::clicked, d->recent, &RecentList::removeCurrent);
    connect(d->recent, &RecentList::chosen, this, [this](const RecentConnection &chosen) {
        d->remove->setEnabled(true);
        setRequest(asRequest(chosen, d->alwaysEncrypt));
    });
    connect(d->recent, &RecentList::opened, this, [this](const RecentConnection &opened) {
        setRequest(asRequest(opened, d->alwaysEncrypt));
        submit();
    });
    connect(d->recent, &RecentList::removed, this, [this, left](const RecentConnection &removed) {
        d->remove->setEnabled(d->recent->currentRow() >= 0);
        left->setVisible(d->recent->count() > 0);
        Q_EMIT recentRemoved(removed);
    });
    check();
    d->address->setFocus();
    resize(recent.isEmpty() ? 520 : 740, sizeHint().height());
}

ConnectDialog::~ConnectDialog() = default;

void ConnectDialog::buildAddress(const Theme &theme, QVBoxLayout *fields)
{
    d->address = new QLineEdit(this);
    d->address->setObjectName(u"address"_s);
    d->address->setMaxLength(4096);
    d->address->setPlaceholderText(u"localhost:8000"_s);
    d->address->setToolTip(tr("host:port, or a whole ws, wss, http or https address"));
    d->project = new QLineEdit(this);
    d->project->setObjectName(u"project"_s);
    d->project->setMaxLength(1024);
    d->project->setPlaceholderText(u"churn-model"_s);
    d->endpoint = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this);
    d->endpoint->setObjectName(u"endpoint"_s);
    d->endpoint->setWrapping();
    // Room for two lines at all times, so that nothing below moves while one types.
    d->endpoint->setMinimumHeight(2 * QFontMetrics(d->endpoint->font()).lineSpacing() + 2);
    d->endpoint->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    fields->addWidget(makeCaption(theme, tr("&Address of the server"), d->address, this));
    fields->addWidget(d->address);
    fields->addSpacing(Theme::grid);
    fields->addWidget(makeCaption(theme, tr("&Project"), d->project, this));
    fields->addWidget(d->project);
    fields->addWidget(d->endpoint);
    connect(d->address, &QLineEdit::textChanged, this, &ConnectDialog::check);
    connect(d->project, &QLineEdit::textChanged, this, &ConnectDialog::check);
}

void ConnectDialog::buildToken(const Theme &theme, QVBoxLayout *fields)
{
    d->tokenKind = new QComboBox(this);
    d->tokenKind->setObjectName(u"tokenKind"_s);
    d->tokenKind->addItems({ tr("None"), tr("Type it"), tr("From a file") });
    d->token = new QLineEdit(this);
    d->token->setObjectName(u"token"_s);
    d->token->setEchoMode(QLineEdit::Password);
    d->token->setAccessibleName(tr("Token"));
    d->tokenFile = new FileField(tr("File that holds the token"), tr("All files (*)"), this);
    d->tokenFile->setName(u"tokenFile"_s, tr("File that holds the token"));
    d->tokenPages = new QStackedWidget(this);
    auto *none = new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this);
    none->setText(tr("Servers that need one say so (401)."));
    d->tokenPages->addWidget(none);
    d->tokenPages->addWidget(d->token);
    d->tokenPages->addWidget(d->tokenFile);
    d->tokenPages->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * Theme::grid);
    row->addWidget(d->tokenKind);
    row->addWidget(d->tokenPages, 1);
    fields->addWidget(makeCaption(theme, tr("&Token"), d->tokenKind, this));
    fields->addLayout(row);
    connect(d->tokenKind, &QComboBox::currentIndexChanged, this, [this](int kind) {
        d->tokenPages->setCurrentIndex(kind);
        check();
    });
    connect(d->token, &QLineEdit::textChanged, this, &ConnectDialog::check);
    connect(d->tokenFile, &FileField::pathChanged, this, &ConnectDialog::check);
}

void ConnectDialog::buildRest(const Theme &theme, QVBoxLayout *fields)
{
    d->ca =
        new FileField(tr("Certificate of an authority"), tr("Certificates (*.pem *.crt *.cer);;All files (*)"), this);
    d->ca->setName(u"caFile"_s, tr("File of an authority to trust"));
    d->ca->setPlaceholder(tr("only those of the system"));
    d->attempts = new QSpinBox(this);
    d->attempts->setObjectName(u"attempts"_s);
    d->attempts->setRange(0, 10'000);
    d->attempts->setSpecialValueText(tr("no limit"));
    d->attempts->setValue(ConnectionRequest().maxAttempts);
    // Two short boxes above each other are equally wide.
    const int width = std::max(108, d->tokenKind->sizeHint().width());
    d->attempts->setFixedWidth(width);
    d->tokenKind->setFixedWidth(width);
    fields->addSpacing(Theme::grid);
    fields->addWidget(makeCaption(theme, tr("Also trust this authorit&y (PEM file)"), d->ca, this));
    fields->addWidget(d->ca);
    fields->addSpacing(Theme::grid);
    fields->addWidget(makeCaption(theme, tr("Attempts to reco&nnect"), d->attempts, this));
    fields->addWidget(d->attempts, 0, Qt::AlignLeft);
    fields->addStretch(1);
    connect(d->ca, &FileField::pathChanged, this, &ConnectDialog::check);
}

void ConnectDialog::check()
{
    const QString address = d->address->text().trimmed();
    protocol::EndpointOptions options = protocol::EndpointOptions::fromEnvironment();
    options.forceTls = options.forceTls || d->alwaysEncrypt;
    const protocol::ResolvedEndpoint resolved =
        protocol::resolveEndpoint(address, d->project->text().trimmed(), options);
    if (resolved.endpoint) {
        d->endpoint->setRole(Theme::Role::DimText);
        d->endpoint->setText(
            tr("Connects to %1")
                .arg(model::visibleText(resolved.endpoint->streamUrl.toString(QUrl::RemoveUserInfo), 600)));
    } else if (address.isEmpty()) {
        d->endpoint->setRole(Theme::Role::DimText);
        d->endpoint->setText(tr("Ask whoever runs the pipeline for both, or try the demo first."));
    } else {
        d->endpoint->setRole(Theme::Role::Failed);
        d->endpoint->setText(model::visibleText(resolved.error, 600));
    }
    const QString other = d->otherProblem();
    d->problem->setText(other);
    d->valid = resolved.endpoint && other.isEmpty();
    d->connectButton->setEnabled(d->valid);
    d->connectButton->setToolTip(d->valid ? tr("Connect (Enter)") : tr("Fill in the address and the project first."));
}

void ConnectDialog::submit()
{
    check();
    if (d->valid) {
        Q_EMIT connectRequested(request());
        accept();
    }
}

ConnectionRequest ConnectDialog::request() const
{
    ConnectionRequest request;
    request.address = d->address->text().trimmed();
    request.projectId = d->project->text().trimmed();
    request.caFile = d->ca->path();
    request.maxAttempts = d->attempts->value();
    request.alwaysEncrypt = d->alwaysEncrypt;
    if (d->tokenKind->currentIndex() == TypedToken) {
        request.token = d->token->text().trimmed().toUtf8();
    } else if (d->tokenKind->currentIndex() == TokenFromFile) {
        request.tokenFile = d->tokenFile->path();
    }
    return request;
}

void ConnectDialog::setRequest(const ConnectionRequest &request)
{
    d->address->setText(request.address);
    d->project->setText(request.projectId);
    d->token->setText(QString::fromUtf8(request.token));
    d->tokenFile->setPath(request.tokenFile);
    d->tokenKind->setCurrentIndex(!request.tokenFile.isEmpty()  ? TokenFromFile
                                      : request.token.isEmpty() ? NoToken
                                                                : TypedToken);
    d->ca->setPath(request.caFile);
    d->attempts->setValue(request.maxAttempts);
    d->alwaysEncrypt = request.alwaysEncrypt;
    check();
}

bool ConnectDialog::isValid() const
{
    return d->valid;
}

QList<RecentConnection> ConnectDialog::recent() const
{
    return d->recent->recent();
}

} // namespace stagewatch::ui
