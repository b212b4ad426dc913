package org.odoobridge.inbound;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in the inbound half. */
@AnalyzeClasses(
    packages = "org.odoobridge.inbound",
    importOptions = ImportOption.DoNotIncludeTests.class)
class InboundArchitectureTest {
  private static final String INBOUND = "org.odoobridge.inbound.";

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(INBOUND + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule applyingHasNoCyclesInside =
      slices().matching(INBOUND + "apply.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whatIsPureCallsNobody =
      noClasses()
          .that()
          .resideInAnyPackage(
              INBOUND + "apply.draft..",
              INBOUND + "apply.money..",
              INBOUND + "apply.plan..",
              INBOUND + "apply.policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INBOUND + "apply.call..", INBOUND + "odoo.rpc..", "java.sql..");

  @ArchTest
  static final ArchRule theOtherHalfIsUnknown =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.odoobridge.outbound..");

  @ArchTest
  static final ArchRule captureAndClusterLibrariesStayOut =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.debezium..", "org.apache.kafka..", "com.hazelcast..");

  @ArchTest
  static final ArchRule anOrderIsPlainData =
      classes()
          .that()
          .resideInAPackage(INBOUND + "order")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              "org.jspecify..",
              "org.odoobridge.core..",
              INBOUND + "order");

  @ArchTest
  static final ArchRule odooKnowsNoOrder =
      noClasses()
          .that()
          .resideInAPackage(INBOUND + "odoo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              INBOUND + "order..", INBOUND + "apply..", INBOUND + "ingest..", INBOUND + "route..");

  @ArchTest
  static final ArchRule applyingIsDirectStyleAndKnowsNothingOfIntake =
      noClasses()
          .that()
          .resideInAPackage(INBOUND + "apply..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..",
              INBOUND + "ingest..",
              INBOUND + "verify..",
              INBOUND + "sweep..",
              INBOUND + "work..");

  @ArchTest
  static final ArchRule takingInNeverApplies =
      noClasses()
          .that()
          .resideInAnyPackage(INBOUND + "ingest..", INBOUND + "verify..", INBOUND + "sweep..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INBOUND + "apply..", INBOUND + "odoo..");
}
