package org.odoobridge.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test class that runs once on each {@link OdooHost#all}: the simulated Odoo in every shape and
 * the real and the given one where there is one; {@code all} says why one is left out. The host is
 * injected into its {@code @Parameter} field.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("org.odoobridge.conformance.harness.OdooHost#all")
public @interface OnEveryOdoo {}
