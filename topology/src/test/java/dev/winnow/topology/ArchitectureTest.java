package dev.winnow.topology;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.winnow.topology.commit.CommitHook;

@AnalyzeClasses(packages = "dev.winnow.topology", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> THE_HOOK = DescribedPredicate.describe(
            "the commit hook",
            type -> type.isEquivalentTo(CommitHook.class)
                    || type.getEnclosingClass()
                            .filter(outer -> outer.isEquivalentTo(CommitHook.class))
                            .isPresent());

    @ArchTest
    static final ArchRule shouldUseInternalsOfKafkaStreamsInOneClassOnly = noClasses()
            .that(DescribedPredicate.not(THE_HOOK))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka.streams.processor.internals..",
                    "org.apache.kafka.streams.state.internals..",
                    "org.apache.kafka.streams.kstream.internals..");

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
    static final ArchRule shouldHaveNoCyclesBetweenPackages =
            slices().matching("dev.winnow.topology.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule shouldKeepTheBatchingPolicyPure = classes()
            .that()
            .haveNameMatching(".*\\.BatchPolicy(\\$.*)?")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "java.time..", "dev.winnow.topology.microbatch");
}
