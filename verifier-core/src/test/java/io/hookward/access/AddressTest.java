package io.hookward.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An address")
class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,192.0.2.1",
        "::ffff:192.0.2.1,192.0.2.1",
        "::FFFF:c000:201,192.0.2.1",
        "0:0:0:0:0:ffff:192.0.2.1,192.0.2.1",
        "::,0:0:0:0:0:0:0:0",
        "::1,0:0:0:0:0:0:0:1",
        "1::,1:0:0:0:0:0:0:0",
        "2001:DB8::1,2001:db8:0:0:0:0:0:1",
        "2001:db8::00a1,2001:db8:0:0:0:0:0:a1",
        "1:2:3:4:5:6:7::,1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8,0:2:3:4:5:6:7:8",
        "[::1],::1",
        "fe80::1%eth0,fe80::1",
        "64:ff9b::192.0.2.1,64:ff9b::c000:201"
    })
    @DisplayName("is the same in every spelling the standards allow")
    void spellings(String one, String other) {
        assertThat(Address.parse(one))
                .isNotNull()
                .isEqualTo(Address.parse(other))
                .hasSameHashCodeAs(Address.parse(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.org",
                "1",
                "2130706433",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1.2.3.256",
                "1.2.3.-4",
                "1.2.3.+4",
                "01.2.3.4",
                "0x7f.0.0.1",
                "1.2.3.4 ",
                "1.2.3.\u0664",
                "\uff11.2.3.4",
                "[1.2.3.4]",
                "[::1",
                "::1]",
                ":",
                ":::",
                "1::2::3",
                ":1::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "::\u0661",
                "::1.2.3",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "%eth0",
                "[]"
            })
    @DisplayName("is not read from a name, a number, or a sloppy spelling")
    void refused(String text) {
        assertThat(Address.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.2.255,true",
        "192.0.2.0/24,192.0.3.0,false",
        "192.0.2.0/25,192.0.2.128,false",
        "192.0.2.7,192.0.2.7,true",
        "192.0.2.7,192.0.2.6,false",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,::1,false",
        "::/0,203.0.113.9,false",
        "::/0,2001:db8::1,true",
        "10.0.0.0/8,::ffff:10.1.2.3,true",
        "::ffff:10.0.0.0/104,10.1.2.3,true",
        "::ffff:10.0.0.0/104,11.1.2.3,false",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "2001:db8::1/128,2001:db8::1,true"
    })
    @DisplayName("is in a range if its first bits are")
    void ranges(String range, String address, boolean inside) {
        assertThat(AddressRange.parse(range).contains(Address.parse(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.0/",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/+8",
                "192.0.2.0/8/8",
                "::/129",
                "::ffff:10.0.0.0/95",
                "example.org/24",
                "/24",
                "",
                "192.0.2.0/\u0668",
                "192.0.2.0/255.255.255.0"
            })
    @DisplayName("range is refused when built, with the text that is wrong, if it is none")
    void malformedRange(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }
}
