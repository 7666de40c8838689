package dev.winnow.ops;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Looks at all modules: this one sees them all. */
@AnalyzeClasses(packages = "dev.winnow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule shouldHaveNoPackageCycles =
            slices().matching("dev.winnow.(**)").should().beFreeOfCycles();
}
