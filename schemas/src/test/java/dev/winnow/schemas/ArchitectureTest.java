package dev.winnow.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.winnow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule shouldKnowNoOtherModule = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.winnow.model..", "dev.winnow.topology..", "dev.winnow.ops..")
            .because("the contract of the topics stands alone");

    @ArchTest
    static final ArchRule shouldKnowNeitherStreamsNorTheEngine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.streams..", "ai.djl..")
            .because("whoever only reads or writes the topics needs neither");

    @ArchTest
    static final ArchRule shouldUseNoRelocatedClass = noClasses()
            .that()
            .resideInAPackage("dev.winnow..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.pinot..")
            .because("the official Confluent client of the profile 'confluent' has no such classes");

    @ArchTest
    static final ArchRule shouldHaveNoPackageCycles =
            slices().matching("dev.winnow.(**)").should().beFreeOfCycles();
}
