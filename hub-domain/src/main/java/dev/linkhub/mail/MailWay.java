package dev.linkhub.mail;

/** Where mails leave the hub. */
interface MailWay {

    /** Sends. Whoever sends the same id again sends the same mail again: a receiver may tell by its Message-ID. */
    Sending send(String mailId, Mail mail);
}
