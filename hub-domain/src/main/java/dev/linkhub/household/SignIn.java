package dev.linkhub.household;

import java.time.Duration;

/** How an attempt to sign in with a password ended. */
public sealed interface SignIn {

    /** The password was right, or the account was just made. */
    record SignedIn(Household household) implements SignIn {}

    /** Wrong password or no such account: the caller is not told which. */
    record Refused() implements SignIn {}

    /** Too many wrong passwords; nothing was looked at. */
    record TryLater(Duration after) implements SignIn {}

    /** Too many people sign in at this moment; nothing was looked at. */
    record Busy() implements SignIn {}
}
