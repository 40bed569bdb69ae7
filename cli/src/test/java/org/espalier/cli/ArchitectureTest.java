package org.espalier.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The walls of the house: which module may import which, no package cycles, no console output outside {@code cli}. */
@AnalyzeClasses(packages = "org.espalier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("trees", Set.of()),
            Map.entry("run", Set.of()),
            Map.entry("model", Set.of("trees", "run")),
            Map.entry("particles", Set.of("trees", "run", "model")),
            Map.entry("hierarchy", Set.of("trees", "run", "model")),
            Map.entry("bbgky", Set.of("trees", "run")),
            Map.entry("estimates", Set.of("trees", "run", "model", "particles", "hierarchy", "bbgky")),
            Map.entry("report", Set.of("run", "model")),
            Map.entry("formats", Set.of("model")),
            Map.entry(
                    "study", Set.of("trees", "run", "model", "particles", "hierarchy", "bbgky", "estimates", "report")),
            Map.entry(
                    "cli",
                    Set.of(
                            "trees",
                            "run",
                            "model",
                            "particles",
                            "hierarchy",
                            "bbgky",
                            "estimates",
                            "report",
                            "study")));

    @ArchTest
    static final ArchRule edges = classes()
            .should(new ArchCondition<JavaClass>("import only the modules their own may import") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    Set<String> allowed = ALLOWED.get(module(item));
                    item.getDirectDependenciesFromSelf().forEach(dependency -> {
                        String target = module(dependency.getTargetClass());
                        if (target != null && !target.equals(module(item)) && !allowed.contains(target)) {
                            events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                        }
                    });
                }
            });

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("org.espalier.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandPrints = noClasses()
            .that(not(resideInAPackage("org.espalier.cli..")))
            .should(new ArchCondition<JavaClass>("use System.out or System.err, or print a stack trace") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                        String target = access.getTarget().getFullName();
                        boolean prints = Arrays.asList("java.lang.System.out", "java.lang.System.err")
                                        .contains(target)
                                || target.contains(".printStackTrace(");
                        events.add(new SimpleConditionEvent(item, prints, access.getDescription()));
                    }
                }
            });

    private static String module(JavaClass item) {
        String name = item.getBaseComponentType().getPackageName();
        return name.startsWith("org.espalier.") ? name.split("\\.")[2] : null;
    }
}
