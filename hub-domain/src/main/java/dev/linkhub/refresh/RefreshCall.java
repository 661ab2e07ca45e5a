package dev.linkhub.refresh;

import dev.linkhub.journal.AttemptJournal;
import dev.linkhub.partnerapp.AppCredentials;
import dev.linkhub.ring.RingOAuth;
import dev.linkhub.ring.SendGuard;
import dev.linkhub.ring.TokenAnswer;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;

/** The one call to Ring that an attempt makes: within what is left of its lease, and told to the journal step by step. */
@Singleton
class RefreshCall {

    private final RingOAuth oauth;
    private final RefreshSettings settings;
    private final AttemptJournal journal;

    RefreshCall(RingOAuth oauth, RefreshSettings settings, AttemptJournal journal) {
        this.oauth = oauth;
        this.settings = settings;
        this.journal = journal;
    }

    TokenAnswer send(AppCredentials credentials, LeasedGrant grant, Secret refreshToken) {
        SendGuard guard = new SendGuard(
                grant.claimedAtNanos() + settings.sendWithin().toNanos(),
                System.nanoTime() + settings.deadline().toNanos(),
                () -> journal.sending(grant.attempt(), refreshToken));
        TokenAnswer answer = oauth.refresh(credentials, refreshToken, guard);
        if (answer instanceof TokenAnswer.Tokens tokens) {
            journal.got2xx(grant.attempt(), refreshToken, tokens.refreshToken());
        }
        return answer;
    }
}
