package org.odoobridge.outbound.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnCutTest {
  private static final byte[] QUANT =
      bytes("R", 77, "public\0stock_quant\0", 'd', (short) 4)
          .and(1, "id\0", 23, -1)
          .and(0, "x_mood\0", 99, -1)
          .and(0, "quantity\0", 1700, -1)
          .and(0, "x_last\0", 25, -1)
          .array();
  private static final byte[] NARROW_QUANT =
      bytes("R", 77, "public\0stock_quant\0", 'd', (short) 2)
          .and(1, "id\0", 23, -1)
          .and(0, "quantity\0", 1700, -1)
          .array();

  private final ColumnCut cut = new ColumnCut(Map.of("stock_quant", Set.of("id", "quantity")));

  @Test
  void theTableLooksAsIfItHadNoMoreColumns() {
    assertThat(narrowed(QUANT)).isEqualTo(NARROW_QUANT);
  }

  @Test
  void rowsLoseTheSameColumns() {
    narrowed(QUANT);
    byte[] row = bytes("I", 77, "N", (short) 4).text("7").text("glad").text("3.5").text("").array();
    assertThat(narrowed(row))
        .isEqualTo(bytes("I", 77, "N", (short) 2).text("7").text("3.5").array());
    byte[] absent = bytes("U", 77, "N", (short) 4).text("7").and("u").and("n").and("u").array();
    assertThat(narrowed(absent))
        .isEqualTo(bytes("U", 77, "N", (short) 2).text("7").and("n").array());
  }

  @Test
  void theOldKeyBeforeTheNewRowLosesThemToo() {
    narrowed(QUANT);
    byte[] update =
        bytes("U", 77, "K", (short) 4)
            .text("6")
            .and("nnn")
            .and("N", (short) 4)
            .text("7")
            .text("sad")
            .text("4")
            .and("n")
            .array();
    assertThat(narrowed(update))
        .isEqualTo(
            bytes("U", 77, "K", (short) 2)
                .text("6")
                .and("n")
                .and("N", (short) 2)
                .text("7")
                .text("4")
                .array());
    assertThat(narrowed(bytes("D", 77, "K", (short) 4).text("6").and("nnn").array()))
        .isEqualTo(bytes("D", 77, "K", (short) 2).text("6").and("n").array());
  }

  @Test
  void aKeyStaysThoughNobodyReadsItUnlessEveryColumnIsOne() {
    byte[] keyed =
        bytes("R", 77, "public\0stock_quant\0", 'd', (short) 2)
            .and(1, "x_key\0", 25, -1)
            .and(0, "id\0", 23, -1)
            .array();
    assertThat(narrowed(keyed)).isEqualTo(keyed);
    byte[] full = keyed.clone();
    full[bytes("R", 77, "public\0stock_quant\0").array().length] = 'f';
    assertThat(narrowed(full))
        .isEqualTo(
            bytes("R", 77, "public\0stock_quant\0", 'f', (short) 1).and(0, "id\0", 23, -1).array());
  }

  @Test
  void otherTablesAndOtherMessagesStayAsTheyAre() {
    byte[] elsewhere =
        new String(QUANT, StandardCharsets.ISO_8859_1)
            .replace("public", "hidden")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] unknown =
        bytes("R", 78, "public\0uom_uom\0", 'd', (short) 1).and(0, "x\0", 1, 1).array();
    byte[] row = bytes("I", 77, "N", (short) 4).text("7").and("nnn").array();
    byte[] begin = bytes("B", 1, 2, 3, 4, 5).array();
    assertThat(narrowed(elsewhere)).isEqualTo(elsewhere);
    assertThat(narrowed(unknown)).isEqualTo(unknown);
    assertThat(narrowed(row)).isEqualTo(row);
    assertThat(narrowed(begin)).isEqualTo(begin);
  }

  @Test
  void aTableThatIsDescribedAgainIsCutAnew() {
    narrowed(QUANT);
    narrowed(NARROW_QUANT);
    byte[] row = bytes("I", 77, "N", (short) 2).text("7").text("3").array();
    assertThat(narrowed(row)).isEqualTo(row);
  }

  @Test
  void aRowThatDoesNotFitItsTableIsRefused() {
    narrowed(QUANT);
    assertThatThrownBy(() -> narrowed(bytes("I", 77, "N", (short) 1).text("7").array()))
        .hasMessageContaining("1 columns in a table of 4");
  }

  /** As the driver hands a message on: a slice behind the header of the stream. */
  private byte[] narrowed(byte[] message) {
    ByteBuffer framed = ByteBuffer.allocate(message.length + 25).position(25).put(message);
    ByteBuffer result = cut.narrowed(framed.flip().position(25).slice());
    byte[] left = new byte[result.remaining()];
    result.get(left);
    return left;
  }

  private static Bytes bytes(Object... parts) {
    return new Bytes().and(parts);
  }

  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** The first number of a column is its flags, one byte; others are four. */
    Bytes and(Object... parts) {
      boolean column = parts.length == 4 && parts[0] instanceof Integer;
      for (int i = 0; i < parts.length; i++) {
        byte[] part =
            switch (parts[i]) {
              case String text -> text.getBytes(StandardCharsets.UTF_8);
              case Character one -> new byte[] {(byte) one.charValue()};
              case Short count -> ByteBuffer.allocate(2).putShort(count).array();
              case Integer flags ->
                  column && i == 0
                      ? new byte[] {flags.byteValue()}
                      : ByteBuffer.allocate(4).putInt(flags).array();
              default -> throw new IllegalArgumentException(String.valueOf(parts[i]));
            };
        out.writeBytes(part);
      }
      return this;
    }

    Bytes text(String value) {
      return and("t", value.length(), value);
    }

    byte[] array() {
      return out.toByteArray();
    }
  }
}
