package org.odoobridge.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom; the reasons are in decision record 0001. */
@AnalyzeClasses(packages = "org.odoobridge", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_MODEL_IMPORTS_ONLY_JAVA =
      classes()
          .that()
          .resideInAPackage("..core.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.odoobridge.core.model..", "org.jspecify..");

  @ArchTest
  static final ArchRule THE_HALVES_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .that()
          .resideInAPackage("org.odoobridge.outbound..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.odoobridge.inbound..", "org.odoobridge.app..");

  @ArchTest
  static final ArchRule NOR_THE_OTHER_WAY_ROUND =
      noClasses()
          .that()
          .resideInAPackage("org.odoobridge.inbound..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.odoobridge.outbound..", "org.odoobridge.app..");

  @ArchTest
  static final ArchRule CORE_KNOWS_NOBODY_ABOVE_IT =
      noClasses()
          .that()
          .resideInAPackage("org.odoobridge.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.odoobridge.outbound..",
              "org.odoobridge.inbound..",
              "org.odoobridge.app..",
              "org.odoobridge.testkit..");

  @ArchTest
  static final ArchRule TESTKIT_KNOWS_NO_PROJECT_TYPE =
      noClasses()
          .that()
          .resideInAPackage("org.odoobridge.testkit..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.odoobridge..")
                  .and(not(resideInAPackage("org.odoobridge.testkit.."))));

  @ArchTest
  static final ArchRule THE_PRODUCT_DOES_NOT_SHIP_SIMULATORS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.odoobridge.app..", "org.odoobridge.outbound..", "org.odoobridge.inbound..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.odoobridge.testkit..", "org.odoobridge.sandbox..");

  @ArchTest
  static final ArchRule DEBEZIUM_STAYS_IN_CAPTURE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.odoobridge.outbound.capture..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.debezium..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule HAZELCAST_STAYS_IN_CLUSTER =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.odoobridge.core.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.hazelcast..");

  @ArchTest
  static final ArchRule PICOCLI_STAYS_ON_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.odoobridge.core..",
              "org.odoobridge.outbound..",
              "org.odoobridge.inbound..",
              "org.odoobridge.app.admin..",
              "org.odoobridge.app.preflight..")
          .and(not(simpleName("Version")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule CAPTURE_KNOWS_NO_LATER_STEP =
      step("capture", "projection", "desired", "delivery", "channel");

  @ArchTest
  static final ArchRule PROJECTION_KNOWS_NO_LATER_STEP =
      step("projection", "desired", "delivery", "channel");

  @ArchTest
  static final ArchRule DESIRED_KNOWS_NO_LATER_STEP = step("desired", "delivery", "channel");

  @ArchTest static final ArchRule DELIVERY_KNOWS_NO_CHANNEL = step("delivery", "channel");

  @ArchTest
  static final ArchRule APPLYING_KNOWS_NOTHING_OF_ARRIVING =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.odoobridge.inbound.apply..",
              "org.odoobridge.inbound.odoo..",
              "org.odoobridge.inbound.order..",
              "org.odoobridge.inbound.route..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.odoobridge.inbound.ingest..",
              "org.odoobridge.inbound.verify..",
              "org.odoobridge.inbound.dedup..",
              "org.odoobridge.inbound.sweep..",
              "org.odoobridge.inbound.work..");

  @ArchTest
  static final ArchRule THE_ADMIN_API_KNOWS_NO_HALF =
      noClasses()
          .that()
          .resideInAPackage("org.odoobridge.app.admin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.odoobridge.outbound..", "org.odoobridge.inbound..");

  @ArchTest
  static final ArchRule ONLY_THE_COMPOSITION_ROOT_KNOWS_A_WHOLE_HALF =
      classes()
          .that()
          .haveSimpleNameEndingWith("boundModule")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("org.odoobridge.app", "org.odoobridge.outbound", "org.odoobridge.inbound");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.odoobridge.(**)").should().beFreeOfCycles();

  private static ArchRule step(String step, String... later) {
    String[] packages = new String[later.length];
    for (int i = 0; i < later.length; i++) {
      packages[i] = "org.odoobridge.outbound." + later[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("org.odoobridge.outbound." + step + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
