package dev.winnow.ops;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameContaining;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Looks at all modules: this one sees them all. */
@AnalyzeClasses(packages = "dev.winnow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /**
     * A TorchScript archive is code: whoever loads one runs it. Each class loads those files alone that were just written here,
     * the second ONNX graphs and these from memory, the third what a benchmark compares with.
     */
    @ArchTest
    static final ArchRule shouldLoadOwnModelsOnly = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.winnow.model.torchscript.TorchScriptModule")
            .and()
            .doNotHaveFullyQualifiedName("dev.winnow.model.onnx.OnnxModule")
            .and()
            .doNotHaveFullyQualifiedName("dev.winnow.ops.bench.peers.DjlEngine")
            .should()
            .callMethodWhere(target(owner(assignableTo("ai.djl.Model"))).and(target(name("load"))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo("ai.djl.nn.Block"))).and(target(name("loadParameters"))))
            .orShould()
            .callMethodWhere(target(nameContaining("loadModule")))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl.repository..");

    @ArchTest
    static final ArchRule shouldDeserializeNoObjects = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .because("Java's serialization runs what it reads");

    @ArchTest
    static final ArchRule shouldHaveNoPackageCycles =
            slices().matching("dev.winnow.(**)").should().beFreeOfCycles();
}
