__version__ = "0.1.0"
POWERSHELL_VERSION = "7.6.0"  # which PowerShell scripts see
