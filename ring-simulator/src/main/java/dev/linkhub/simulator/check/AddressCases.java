package dev.linkhub.simulator.check;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** What can be said of the addresses themselves. */
final class AddressCases {

    private final PartnerSide partner;
    private final PartnerUnderTest subject;

    AddressCases(PartnerSide partner, PartnerUnderTest subject) {
        this.partner = partner;
        this.subject = subject;
    }

    List<Case> cases() {
        return List.of(
                new Case("addresses.https", "§10 four HTTPS URLs", this::https),
                new Case("homepage.answers", "§10 App Homepage answers 200", this::homepage));
    }

    private Finding https() {
        List<URI> plain = subject.addresses().stream()
                .filter(url -> !"https".equals(url.getScheme().toLowerCase(Locale.ROOT)))
                .toList();
        if (plain.isEmpty()) {
            return Finding.pass("all addresses are https");
        }
        return plain.stream().allMatch(url -> isLoopback(url.getHost()))
                ? Finding.warn(
                        "not https, which only this machine may overlook: Ring takes https with TLS 1.2 or newer")
                : Finding.fail("not https: " + plain.getFirst());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private Finding homepage() {
        URI homepage = subject.homepage();
        if (homepage == null) {
            return Finding.skip("no --homepage was given");
        }
        var answer = partner.openHomepage(homepage);
        if (Answers.isWithin(answer, 200, 200)) {
            return Finding.pass(Answers.describe(answer));
        }
        return Answers.isWithin(answer, 300, 399)
                ? Finding.warn(Answers.describe(answer) + ": see for yourself that it leads to a page")
                : Finding.fail(Answers.describe(answer) + ": 200 is expected");
    }
}
