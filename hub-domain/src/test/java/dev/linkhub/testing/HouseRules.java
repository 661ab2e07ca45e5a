package dev.linkhub.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.linkhub.vault.Secret;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** What holds in every module of the hub; the simulator is its own house. */
public final class HouseRules {

    private HouseRules() {}

    @ArchTest
    public static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .resideInAPackage("dev.linkhub..")
            .and()
            .resideOutsideOfPackages("dev.linkhub.time", "dev.linkhub.simulator..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    public static final ArchRule secretsAreRevealedToTheVaultAndToThoseWhoIssuedThemOnly = noClasses()
            .that()
            .resideOutsideOfPackages("dev.linkhub.vault", "dev.linkhub.ring", "dev.linkhub.signin", "dev.linkhub.mail")
            .should()
            .callMethod(Secret.class, "reveal");

    @ArchTest
    public static final ArchRule ciphersAreTheVaults = noClasses()
            .that()
            .resideOutsideOfPackages("dev.linkhub.vault", "dev.linkhub.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.crypto.tink..", "com.password4j..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("javax.crypto.Cipher");

    @ArchTest
    public static final ArchRule digestsAreComparedInConstantTimeInOnePlaceEach = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.linkhub.id", "dev.linkhub.vault", "dev.linkhub.ring", "dev.linkhub.simulator..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(MessageDigest.class);
}
