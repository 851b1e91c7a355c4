"""Agora, the company of the samples: what it has (estate), when (seasons),
what that costs (bill) and what describe calls answer about it (inventory)."""
