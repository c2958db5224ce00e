__version__ = "0.2.0"
POWERSHELL_VERSION = "7.6.0"  # which PowerShell scripts see
