"""Amounts: exact decimals with ten places, printed as AWS prints them."""

from decimal import ROUND_HALF_UP, Decimal

TEN_PLACES = Decimal("1E-10")
CENT = Decimal("0.01")


def amount(rate, quantity):
    return (rate * quantity).quantize(TEN_PLACES, ROUND_HALF_UP)


def ratio(numerator, denominator):
    return (Decimal(numerator) / Decimal(denominator)).quantize(TEN_PLACES, ROUND_HALF_UP)


def cents(value):
    return value.quantize(CENT, ROUND_HALF_UP)


def printed(value):
    """The way of Java's Double.toString: 0.34, 1.0, 9.86E7, 5.2E-9."""
    if value == 0:
        return "0.0"
    sign, digits, _ = value.normalize().as_tuple()
    exponent = value.adjusted()
    text = "".join(map(str, digits))
    if -3 <= exponent < 0:
        whole, fraction = "0", "0" * (-exponent - 1) + text
    elif 0 <= exponent < 7:
        text = text.ljust(exponent + 1, "0")
        whole, fraction = text[:exponent + 1], text[exponent + 1:]
    else:
        whole, fraction = text[0], text[1:]
    tail = "" if -3 <= exponent < 7 else f"E{exponent}"
    return ("-" if sign else "") + whole + "." + (fraction or "0") + tail
