package dev.linkhub.household;

import java.time.Duration;

/** What the link in a mail is good for, and for how long. */
enum TokenPurpose {
    /** To make the account that was asked for. */
    CREATE(Duration.ofHours(24)),
    /** To prove that the account's address is its owner's. */
    VERIFY(Duration.ofHours(24)),
    /** To choose another password. */
    RESET(Duration.ofMinutes(30));

    private final Duration lives;

    TokenPurpose(Duration lives) {
        this.lives = lives;
    }

    Duration lives() {
        return lives;
    }
}
