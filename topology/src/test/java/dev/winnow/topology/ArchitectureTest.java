package dev.winnow.topology;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.winnow.topology", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule shouldNotKnowHowItIsRun = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.winnow.ops..")
            .because("the command line is one of several ways to start it");

    @ArchTest
    static final ArchRule shouldReachTheEngineThroughTheModel = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .because("the stream asks for classifications, not for tensors");

    @ArchTest
    static final ArchRule shouldHaveNoPackageCycles =
            slices().matching("dev.winnow.(**)").should().beFreeOfCycles();
}
