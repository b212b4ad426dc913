package org.odoobridge.outbound;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in the outbound half: capture, projection, desired, delivery, channel. */
@AnalyzeClasses(
    packages = "org.odoobridge.outbound",
    importOptions = ImportOption.DoNotIncludeTests.class)
class OutboundArchitectureTest {
  private static final String OUTBOUND = "org.odoobridge.outbound.";

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(OUTBOUND + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theOtherHalfIsUnknown =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.odoobridge.inbound..");

  @ArchTest
  static final ArchRule debeziumStaysInCapture =
      noClasses()
          .that()
          .resideOutsideOfPackage(OUTBOUND + "capture..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.debezium..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule clusterLibrariesStayInCore =
      noClasses().should().dependOnClassesThat().resideInAPackage("com.hazelcast..");

  @ArchTest
  static final ArchRule captureKnowsNothingAboveIt =
      noClasses()
          .that()
          .resideInAPackage(OUTBOUND + "capture..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              OUTBOUND + "projection..",
              OUTBOUND + "desired..",
              OUTBOUND + "delivery..",
              OUTBOUND + "channel..");

  @ArchTest
  static final ArchRule theProjectionKnowsNoChannel =
      noClasses()
          .that()
          .resideInAnyPackage(OUTBOUND + "projection..", OUTBOUND + "desired..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(OUTBOUND + "delivery..", OUTBOUND + "channel..", "io.vertx..");

  @ArchTest
  static final ArchRule deliveryKnowsNoAdapterAndNoHttp =
      noClasses()
          .that()
          .resideInAPackage(OUTBOUND + "delivery..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(OUTBOUND + "channel..", OUTBOUND + "projection..", "io.vertx..");

  @ArchTest
  static final ArchRule adaptersKnowOnlyThePortAndWhatTheyTell =
      noClasses()
          .that()
          .resideInAPackage(OUTBOUND + "channel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(OUTBOUND + "capture..", OUTBOUND + "projection..");

  @ArchTest
  static final ArchRule oneAdapterDoesNotKnowAnother =
      slices().matching(OUTBOUND + "channel.(*)..").should().notDependOnEachOther();
}
