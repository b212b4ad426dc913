package org.odoobridge.outbound.channel.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;

/** What the answers recorded from real shops mean for one item. */
class ItemAnswerTest {
  private static final Sku MUG = new Sku("MUG");
  private static final ShopApi.Update TOLD = new ShopApi.Update(32, 5);

  private static ItemAnswer answer(String json) {
    return ItemAnswer.of(MUG, TOLD, parsed(json).orElseThrow());
  }

  private static Optional<JsonNode> parsed(String text) {
    return TolerantJson.parse(Buffer.buffer(text));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 5, Applied",
    "true, 5.0, Applied",
    "true, '\"5\"', Applied",
    "true, 4, Failed",
    "true, null, Failed",
    "false, null, Rejected",
    "'\"parent\"', 5, Rejected"
  })
  void theAnswerIsComparedWithWhatWasSent(String manage, String quantity, String expected) {
    ItemAnswer answer =
        answer(
            "{\"id\":32,\"sku\":\"MUG\",\"manage_stock\":%s,\"stock_quantity\":%s}"
                .formatted(manage, quantity));
    assertThat(answer)
        .isInstanceOfSatisfying(
            ItemAnswer.Settled.class,
            settled ->
                assertThat(settled.outcome().getClass().getSimpleName()).isEqualTo(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "woocommerce_rest_product_invalid_id, 400",
    "woocommerce_rest_product_variation_invalid_id, 404",
    "woocommerce_rest_invalid_product_id, 404"
  })
  void aProductThatIsNotThereHasMoved(String code, int status) {
    assertThat(
            answer(
                "{\"id\":32,\"error\":{\"code\":\"%s\",\"message\":\"m\",\"data\":{\"status\":%d}}}"
                    .formatted(code, status)))
        .isEqualTo(new ItemAnswer.Moved(""));
  }

  @Test
  void anotherSkuUnderOurIdHasMovedAndNamesWhatWasHit() {
    assertThat(answer("{\"id\":32,\"sku\":\"CUP\",\"manage_stock\":true,\"stock_quantity\":5}"))
        .isEqualTo(new ItemAnswer.Moved("CUP"));
  }

  @Test
  void aRefusalWaitsForAPerson() {
    assertThat(
            answer(
                "{\"id\":32,\"error\":{\"code\":\"plugin_says_no\",\"message\":\"locked\","
                    + "\"data\":{\"status\":400}}}"))
        .isInstanceOfSatisfying(
            ItemAnswer.Settled.class,
            settled -> assertThat(settled.outcome()).isInstanceOf(Outcome.Rejected.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1}]",
        "\uFEFF[{\"a\":1}]",
        "<br />\n<b>Warning</b>: Undefined key [x] in {y} on line 3<br />\n[{\"a\":1}]"
      })
  void jsonIsFoundBehindNoise(String text) {
    assertThat(parsed(text)).hasValueSatisfying(node -> assertThat(node.isArray()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html><body>{</body></html>", "{\"a\":1} trailing", "\"text\""})
  void whatIsNoJsonIsNotRead(String text) {
    assertThat(parsed(text)).isEmpty();
  }
}
