package dev.linkhub.vault;

import com.google.crypto.tink.Aead;

/** One of a tenant's data keys, unwrapped. */
record DataKey(int number, Aead aead) {}
