package dev.linkhub.simulator.account;

import org.jspecify.annotations.Nullable;

/** Who owns an account; the phone number is documented but may be absent (ring-contract.md §3). */
public record Person(
        String firstName,
        String lastName,
        String email,
        @Nullable String phoneNumber) {

    public Person {
        if (firstName.isBlank() || lastName.isBlank() || email.isBlank()) {
            throw new IllegalArgumentException("first name, last name and email must not be blank");
        }
    }

    public String fullName() {
        return firstName + " " + lastName;
    }
}
