"""Ids and variation that look random and are the same on every run."""

import base64
import hashlib


def _digest(key):
    return hashlib.sha256(key.encode("utf-8")).digest()


def hexadecimal(key, length):
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:length]


def resource_id(prefix, key):
    """An id in AWS's long form: 17 hexadecimal digits, the first a zero."""
    return prefix + "-0" + hexadecimal(prefix + " " + key, 16)


def number(key, below):
    return int.from_bytes(_digest(key)[:8], "big") % below


def line_item_id(key):
    """52 base32 characters, as AWS prints identity/LineItemId."""
    return base64.b32encode(_digest(key)).decode("ascii").rstrip("=").lower()


def capitals(key, length):
    """Capital letters and digits, as in a SKU."""
    return base64.b32encode(_digest(key)).decode("ascii")[:length]


def uuid(key):
    h = hexadecimal(key, 32)
    return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))
