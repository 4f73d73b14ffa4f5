package io.hookward.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random JSON values, and random spellings of one value: white space, escapes, the order of members, the form of numbers. */
final class RandomJson {
    /** Characters on both sides of every border in UTF-8, UTF-16 and the rules of escaping. */
    private static final String[] CHARACTERS = {
        "a",
        "b",
        "B",
        "1",
        " ",
        "\"",
        "\\",
        "/",
        "\b",
        "\t",
        "\n",
        "\f",
        "\r",
        "\u0000",
        "\u000f",
        "\u001f",
        "'",
        "<",
        "\u007f",
        "\u0080",
        "ö",
        "\u07ff",
        "\u0800",
        "\u2028",
        "€",
        "\ud7ff",
        "\ue000",
        "\ufb33",
        "\ufeff",
        "\uffff",
        "😀",
        "\ud800\udc00",
        "\udbff\udfff"
    };

    private static final String[] NUMBERS = {
        "0",
        "1",
        "-1",
        "10",
        "1.5",
        "-0.25",
        "1e21",
        "123456789012345680000",
        "1e-7",
        "0.000001",
        "9007199254740992",
        "0.30000000000000004",
        "5e-324",
        "1.7976931348623157e308",
        "1e23",
        "-295147905179352830000"
    };

    private final Random random;

    RandomJson(long seed) {
        this.random = new Random(seed);
    }

    /** A number's text, wrapped to tell it from a string. */
    private record Literal(String text) {}

    /** An object or array, of about so many values. */
    Object document(int size) {
        return random.nextBoolean() ? object(size) : array(size);
    }

    private Map<String, Object> object(int size) {
        Map<String, Object> object = new LinkedHashMap<>();
        int members = random.nextInt(5);
        for (int i = 0; i < members; i++) {
            object.put(string(), value(size / members));
        }
        return object;
    }

    private List<Object> array(int size) {
        List<Object> array = new ArrayList<>();
        int items = random.nextInt(5);
        for (int i = 0; i < items; i++) {
            array.add(value(size / items));
        }
        return array;
    }

    private Object value(int size) {
        if (size > 1 && random.nextInt(3) > 0) {
            return document(size - 1);
        }
        return switch (random.nextInt(6)) {
            case 0 -> "true";
            case 1 -> new Literal("true");
            case 2 -> new Literal("null");
            case 3 -> string();
            default -> new Literal(NUMBERS[random.nextInt(NUMBERS.length)]);
        };
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            string.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return string.toString();
    }

    /** The value in one of its spellings. */
    String spelled(Object value) {
        StringBuilder json = new StringBuilder();
        spell(value, json);
        return json.toString();
    }

    private void spell(Object value, StringBuilder json) {
        space(json);
        if (value instanceof Map<?, ?> object) {
            List<Map.Entry<?, ?>> members = new ArrayList<>(object.entrySet());
            Collections.shuffle(members, random);
            json.append('{');
            for (Map.Entry<?, ?> member : members) {
                json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
                spell(member.getKey(), json);
                json.append(':');
                spell(member.getValue(), json);
            }
            json.append('}');
        } else if (value instanceof List<?> array) {
            String separator = "[";
            for (Object item : array) {
                json.append(separator);
                spell(item, json);
                separator = ",";
            }
            json.append(array.isEmpty() ? "[]" : "]");
        } else if (value instanceof Literal literal) {
            json.append(random.nextInt(4) == 0 ? otherForm(literal.text()) : literal.text());
        } else {
            json.append('"');
            value.toString().codePoints().forEach(character -> character(character, json));
            json.append('"');
        }
        space(json);
    }

    private static String otherForm(String literal) {
        if (!literal.matches("-?[0-9.]+")) {
            return literal.replaceFirst("(?<=[0-9])e(?=[0-9])", "E+");
        }
        return literal.contains(".") ? literal + "00" : literal + ".0e0";
    }

    private void space(StringBuilder json) {
        if (random.nextInt(4) == 0) {
            json.append(" \t\r\n".charAt(random.nextInt(4)));
        }
    }

    private void character(int character, StringBuilder json) {
        int shortForm = "\"\\/\b\t\n\f\r".indexOf(character);
        if (shortForm >= 0 && random.nextBoolean()) {
            json.append('\\').append("\"\\/btnfr".charAt(shortForm));
        } else if (character < ' ' || character == '"' || character == '\\' || random.nextInt(5) == 0) {
            HexFormat hex =
                    random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase();
            Character.toString(character)
                    .chars()
                    .forEach(unit -> json.append("\\u").append(hex.toHexDigits((char) unit)));
        } else {
            json.appendCodePoint(character);
        }
    }
}
