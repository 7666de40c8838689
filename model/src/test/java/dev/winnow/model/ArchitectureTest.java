package dev.winnow.model;

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
            .resideInAnyPackage("dev.winnow.schemas..", "dev.winnow.v1..", "dev.winnow.topology..", "dev.winnow.ops..")
            .because("a model classifies texts, wherever they come from");

    @ArchTest
    static final ArchRule shouldKnowNeitherKafkaNorAvro = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.confluent..")
            .because("training and evaluation run without a stream");

    @ArchTest
    static final ArchRule shouldHaveNoPackageCycles =
            slices().matching("dev.winnow.(**)").should().beFreeOfCycles();
}
