package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A caller who asks the hub gets a token that Ring takes. */
final class HandedOutTokensLive implements Promise {

    @Override
    public String words() {
        return "3: each token that is handed out is alive at Ring, unless Ring let it die and had not told the hub";
    }

    @Override
    public List<Violation> broken(History history) {
        List<Violation> found = new ArrayList<>();
        for (HandOut one : history.hub().handOuts()) {
            if (!one.alive() && !isExcused(one, history)) {
                found.add(violation(
                        one.grant(),
                        "generation %d was handed out at %s and dead at %s"
                                .formatted(one.generation(), one.answeredAt(), one.usedAt())));
            }
        }
        return found;
    }

    private static boolean isExcused(HandOut one, History history) {
        String account = history.account(one.grant()).orElse("");
        boolean diedAtRing = deaths(history, account).anyMatch(at -> !at.isAfter(one.usedAt()));
        return diedAtRing && !wasTold(one, history, account);
    }

    private static Stream<Instant> deaths(History history, String account) {
        return Stream.concat(
                history.ring().revocations().stream()
                        .filter(revocation -> revocation.account().equals(account))
                        .map(Revocation::at),
                history.ring().spent().stream()
                        .filter(receipt -> receipt.account().equals(account))
                        .map(SpentReceipt::at));
    }

    /**
     * By a webhook, or by {@code invalid_grant}. A verdict that has been healed since counts no more: a process that overslept
     * had newer tokens, and whether Ring has revoked those, too, only Ring knows.
     */
    private static boolean wasTold(HandOut one, History history, String account) {
        boolean byWebhook = history.ring().revocations().stream()
                .filter(revocation -> revocation.account().equals(account))
                .flatMap(revocation -> Stream.ofNullable(revocation.acceptedAt()))
                .anyMatch(accepted -> accepted.isBefore(one.askedAt()));
        return byWebhook || history.isCondemned(one.grant(), one.askedAt());
    }
}
