"""The rest of System: conversion, environment, processes, versions, cultures as objects."""
