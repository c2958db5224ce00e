"""Property expressions, as Select-Object, Sort-Object and the formatting cmdlets take them."""
