package dev.linkhub.simulator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.linkhub.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.linkhub.simulator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock = noClasses()
            .that()
            .resideOutsideOfPackage("dev.linkhub.simulator.time")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule onlyTheEntryPointsKnowTheSystemClock = noClasses()
            .that()
            .resideInAPackage("dev.linkhub.simulator.*..")
            .should()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule nothingOfTheHubIsUsed = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.linkhub..").and(not(resideInAPackage("dev.linkhub.simulator.."))));

    @ArchTest
    static final ArchRule theWebServerStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..simulator.server..",
                    "..simulator.gateway..",
                    "..simulator.control..",
                    "..simulator.page..",
                    "..simulator.guard..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..");
}
