package org.espalier.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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

    /** Whoever is given a type of an exported package can name every type that its signatures show. */
    @ArchTest
    static void doorsLeadNowhereInside(JavaClasses all) throws IOException {
        Set<String> exported = DoorsTest.exported();
        Set<String> shown = new TreeSet<>();
        int doors = 0;
        for (JavaClass type : all) {
            if (exported.contains(type.getPackageName()) && isOpen(type)) {
                doors++;
                Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                        .flatMap(parent -> own(parent).filter(one -> !exported.contains(one.getPackageName())))
                        .forEach(one -> shown.add(type.getName() + " extends " + one.getName()));
                signatures(type)
                        .flatMap(ArchitectureTest::own)
                        .filter(one -> !exported.contains(one.getPackageName()) || !isOpen(one))
                        .forEach(one -> shown.add(type.getName() + " shows " + one.getName()));
            }
        }
        assertThat(doors).isGreaterThan(200);
        assertThat(shown).isEmpty();
    }

    private static Stream<JavaClass> own(JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .filter(one -> one.getPackageName().startsWith("org.espalier."));
    }

    private static Stream<JavaType> signatures(JavaClass type) {
        Stream.Builder<JavaType> seen = Stream.builder();
        type.getTypeParameters().forEach(parameter -> parameter.getUpperBounds().forEach(seen));
        type.getFields().stream()
                .filter(field -> isVisible(field.getModifiers()))
                .forEach(field -> seen.add(field.getType()));
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (isVisible(unit.getModifiers()) && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                seen.add(unit.getReturnType());
                unit.getParameterTypes().forEach(seen);
                unit.getTypeParameters()
                        .forEach(parameter -> parameter.getUpperBounds().forEach(seen));
                unit.getExceptionTypes().forEach(seen);
            }
        }
        return seen.build();
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    /** Public or protected, in types that are so, too. */
    private static boolean isOpen(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(ArchitectureTest::isOpen).orElse(true);
    }

    private static String module(JavaClass item) {
        String name = item.getBaseComponentType().getPackageName();
        return name.startsWith("org.espalier.") ? name.split("\\.")[2] : null;
    }
}
