package org.odoobridge.inbound.odoo.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.work.Problem;

class OdooFaultTest {
  @ParameterizedTest
  @CsvSource({
    "odoo.exceptions.UserError, It is not allowed to confirm, Refused, odoo-user-error",
    "odoo.exceptions.ValidationError, The operation cannot be completed, Refused,"
        + " odoo-validation-error",
    "odoo.exceptions.AccessError, You are not allowed, Refused, odoo-access-error",
    "odoo.exceptions.MissingError, Record does not exist, Refused, odoo-missing-error",
    "odoo.exceptions.AccessDenied, Access Denied, Denied, UNAUTHORIZED",
    "psycopg2.errors.SerializationFailure, anything, Conflict, SERIALIZATION",
    "psycopg2.extensions.TransactionRollbackError, could not serialize access due to concurrent"
        + " update, Conflict, SERIALIZATION",
    "psycopg2.errors.DeadlockDetected, deadlock detected, Conflict, SERIALIZATION",
    "odoo.exceptions.ValidationError, duplicate key ir_model_data_module_name_uniq_index, Conflict,"
        + " SERIALIZATION",
    "odoo.exceptions.ValidationError, 'Error, a partner cannot follow twice the same object.',"
        + " Conflict, SERIALIZATION",
    "odoo.exceptions.LockError, Could not lock the record, Conflict, SERIALIZATION",
    "odoo.exceptions.RedirectWarning, Go to the settings, Refused, odoo-redirect-warning",
    "psycopg2.errors.UniqueViolation, duplicate key res_users_login_key, Broken, SERVER_ERROR",
    "psycopg2.OperationalError, FATAL: database \"x\" does not exist, Broken, SERVER_ERROR",
    "builtins.ValueError, Invalid field 'x', Broken, SERVER_ERROR",
    "builtins.KeyError, 'x', Broken, SERVER_ERROR",
    "my.module.UserError, not Odoo's, Broken, SERVER_ERROR",
    "'', '', Broken, SERVER_ERROR"
  })
  void eachOfOdoosErrorsHasOneMeaning(String name, String message, String type, String meaning) {
    OdooFault fault = OdooFault.from(name, message);

    assertThat(fault.getClass().getSimpleName()).isEqualTo(type);
    assertThat(meaningOf(fault.problem())).isEqualTo(meaning);
    assertThat(fault.isUncertain()).isFalse();
  }

  @Test
  void aLostAnswerIsUncertainAndAMissingConnectionIsNot() {
    assertThat(new OdooFault.Lost("x").isUncertain()).isTrue();
    assertThat(new OdooFault.Garbled("x").isUncertain()).isTrue();
    assertThat(new OdooFault.Unreachable("x").isUncertain()).isFalse();
    assertThat(meaningOf(new OdooFault.Unreachable("x").problem())).isEqualTo("CONNECTION_REFUSED");
  }

  @Test
  void oneRecordOfManyIsBlamedForARefusalOrABugButNotForAnOutage() {
    assertThat(OdooFault.from("odoo.exceptions.UserError", "no").mayBlameOneRecord()).isTrue();
    assertThat(OdooFault.from("builtins.KeyError", "'x'").mayBlameOneRecord()).isTrue();
    assertThat(new OdooFault.Broken("HTTP 500", "page").mayBlameOneRecord()).isTrue();
    assertThat(OdooFault.from("psycopg2.OperationalError", "gone").mayBlameOneRecord()).isFalse();
    assertThat(new OdooFault.Broken("HTTP 503", "page").mayBlameOneRecord()).isFalse();
    assertThat(new OdooFault.Lost("timeout").mayBlameOneRecord()).isFalse();
  }

  @Test
  void aLongMessageIsCutAndPutOnOneLine() {
    OdooFault fault = OdooFault.from("odoo.exceptions.UserError", "a\nb " + "x".repeat(1000));

    assertThat(fault.detail()).startsWith("a b x").hasSizeLessThanOrEqualTo(501);
  }

  private static String meaningOf(Problem problem) {
    return switch (problem) {
      case Problem.Business business -> business.code();
      case Problem.Technical technical -> technical.kind().name();
    };
  }
}
