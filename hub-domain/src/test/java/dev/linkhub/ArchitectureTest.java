package dev.linkhub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.linkhub.testing.HouseRules;
import java.util.Map;
import java.util.Set;

@AnalyzeClasses(packages = "dev.linkhub", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.linkhub.";

    /** Each package of the domain, and the packages that it may use. A package that is not here may use none. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("background", Set.of()),
            Map.entry("id", Set.of()),
            Map.entry("setting", Set.of()),
            Map.entry("time", Set.of()),
            Map.entry("process", Set.of("db", "setting", "vault")),
            Map.entry("refusal", Set.of()),
            Map.entry("wording", Set.of("refusal")),
            Map.entry("source", Set.of("setting")),
            Map.entry("egress", Set.of("setting", "source")),
            Map.entry("database", Set.of("setting")),
            Map.entry("tenant", Set.of("id", "refusal")),
            Map.entry("vault", Set.of("id", "setting", "tenant")),
            Map.entry("spool", Set.of("id", "setting", "database", "vault", "measure")),
            Map.entry("audit", Set.of("id", "tenant")),
            Map.entry("journal", Set.of("setting", "vault")),
            Map.entry("wakeup", Set.of("tenant")),
            Map.entry("idempotency", Set.of("id", "tenant", "vault", "wakeup")),
            Map.entry("partnerapp", Set.of("id", "setting", "refusal", "tenant", "vault", "audit", "wakeup")),
            Map.entry("branding", Set.of("id", "refusal", "tenant", "audit", "egress", "wording")),
            Map.entry("mail", Set.of("id", "setting", "tenant", "vault", "wakeup", "measure")),
            Map.entry(
                    "household",
                    Set.of(
                            "id",
                            "refusal",
                            "tenant",
                            "vault",
                            "audit",
                            "wakeup",
                            "partnerapp",
                            "branding",
                            "mail",
                            "wording")),
            Map.entry("signin", Set.of("id", "refusal", "tenant", "vault", "audit", "wakeup", "egress", "household")),
            Map.entry("measure", Set.of("tenant", "partnerapp")),
            Map.entry("ring", Set.of("setting", "refusal", "vault", "partnerapp", "measure")),
            Map.entry(
                    "grant",
                    Set.of(
                            "id",
                            "setting",
                            "refusal",
                            "database",
                            "tenant",
                            "vault",
                            "spool",
                            "partnerapp",
                            "wakeup",
                            "ring")),
            Map.entry(
                    "refresh",
                    Set.of(
                            "id",
                            "setting",
                            "database",
                            "tenant",
                            "vault",
                            "spool",
                            "journal",
                            "partnerapp",
                            "measure",
                            "wakeup",
                            "ring",
                            "grant")),
            Map.entry(
                    "linking",
                    Set.of(
                            "id",
                            "refusal",
                            "tenant",
                            "vault",
                            "audit",
                            "partnerapp",
                            "wakeup",
                            "ring",
                            "grant",
                            "refresh",
                            "household")),
            Map.entry("fleet", Set.of("id", "tenant", "measure", "wakeup", "ring", "refresh", "mail")),
            Map.entry("sandbox", Set.of("refusal", "tenant", "audit", "partnerapp", "ring")),
            Map.entry("health", Set.of("id", "refusal", "tenant", "partnerapp", "grant", "linking")),
            Map.entry(
                    "device", Set.of("tenant", "vault", "partnerapp", "wakeup", "ring", "grant", "refresh", "linking")),
            Map.entry("repair", Set.of("tenant", "partnerapp", "grant", "linking", "health", "webhook")),
            Map.entry("subscription", Set.of("tenant", "partnerapp", "linking")),
            Map.entry(
                    "webhook",
                    Set.of(
                            "background",
                            "id",
                            "tenant",
                            "partnerapp",
                            "wakeup",
                            "ring",
                            "grant",
                            "linking",
                            "device",
                            "subscription")));

    @ArchTest
    static final ArchRule packagesFollowTheArrows = classes()
            .that()
            .resideInAPackage("dev.linkhub..")
            .and()
            .resideOutsideOfPackages("dev.linkhub.db..", "dev.linkhub.simulator..")
            .should(new ArchCondition<>("use only the packages that their arrows point to") {
                @Override
                public void check(JavaClass user, ConditionEvents events) {
                    Set<String> allowed = ARROWS.getOrDefault(room(user), Set.of());
                    for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                        JavaClass used = dependency.getTargetClass();
                        boolean ours = used.getPackageName().startsWith(ROOT);
                        boolean fine = !ours || room(used).equals(room(user)) || allowed.contains(room(used));
                        events.add(new SimpleConditionEvent(user, fine, dependency.getDescription()));
                    }
                }
            });

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    private static String room(JavaClass type) {
        String inside = type.getPackageName()
                .substring(Math.min(ROOT.length(), type.getPackageName().length()));
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }
}
