package org.odoobridge.conformance.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.odoobridge.testkit.odoo.OdooServer;

/** A test that needs a real Odoo 14; skipped with the reason printed when none is switched on. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnRealOdoo.Condition.class)
public @interface OnRealOdoo {
  /** Asks {@link OdooServer#shared}. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (OdooServer.shared().isPresent()) {
        return ConditionEvaluationResult.enabled("a real Odoo is switched on");
      }
      String reason = "set " + OdooServer.SWITCH + "=14 to run this on a real Odoo 14";
      System.out.println(context.getDisplayName() + " is skipped: " + reason);
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
