package dev.linkhub.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.linkhub.testing.HouseRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds the arrows between the modules: all of them are on this module's class path. */
@AnalyzeClasses(packages = "dev.linkhub", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {

    private static final Pattern MODULE = Pattern.compile("/([a-z-]+)/target/");

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule theApiUsesTheDomainOnly = usesNothingOf("dev.linkhub.api..", "web", "worker", "standalone");

    @ArchTest
    static final ArchRule thePagesUseTheDomainOnly = usesNothingOf("dev.linkhub.web..", "api", "worker", "standalone");

    @ArchTest
    static final ArchRule theWorkerUsesTheDomainOnly =
            usesNothingOf("dev.linkhub.worker..", "api", "web", "standalone");

    @ArchTest
    static final ArchRule theHubSharesNothingWithTheSimulator = noClasses()
            .that()
            .resideOutsideOfPackage("dev.linkhub.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.linkhub.simulator..");

    @ArchTest
    static final ArchRule theSimulatorSharesNothingWithTheHub = noClasses()
            .that()
            .resideInAPackage("dev.linkhub.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.linkhub.api..",
                    "dev.linkhub.web..",
                    "dev.linkhub.worker..",
                    "dev.linkhub.standalone..",
                    "dev.linkhub.db..",
                    "dev.linkhub.vault..",
                    "dev.linkhub.ring..",
                    "dev.linkhub.id..");

    @ArchTest
    static void noPackageIsInTwoModules(JavaClasses all) {
        Map<String, Set<String>> modules = new HashMap<>();
        for (JavaClass one : all) {
            Matcher where =
                    MODULE.matcher(one.getSource().orElseThrow().getUri().toString());
            if (where.find()) {
                modules.computeIfAbsent(one.getPackageName(), name -> new HashSet<>())
                        .add(where.group(1));
            }
        }
        assertThat(modules).hasSizeGreaterThan(50);
        assertThat(modules).allSatisfy((name, in) -> assertThat(in).as(name).hasSize(1));
    }

    /** Without what is tests': folders while other modules are compiled only, jars once they are packaged. */
    static final class MainCode implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    private static ArchRule usesNothingOf(String user, String... others) {
        String[] packages = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            packages[i] = "dev.linkhub." + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
